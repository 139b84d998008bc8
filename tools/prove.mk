# The programs of `make prove`: kills, power cuts, full disks. See tests/prove/README.md.
prove_programs := $(BUILD)/prove/prove $(BUILD)/prove/shim.so
prove_sources := $(filter-out %/shim.c,$(wildcard tests/prove/*.c)) \
	$(addprefix tests/story/,client.c office.c) $(call sources,base)

prove-programs: $(prove_programs)
prove: ## kills, power cuts …, the full form
	@tools/deps check
	@$(MAKE) -s BUILD=$(BUILD) $(BUILD)/anju prove-programs $(BUILD)/cluster/cluster
	@BUILD=$(BUILD) tests/prove/prove.sh
$(BUILD)/prove/prove: $(call objects,$(prove_sources)) $(extra_base)
	@mkdir -p $(@D)
	$(call say,$@)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/prove/shim.so: tests/prove/shim.c
	@mkdir -p $(@D)
	$(call say,$@)$(CC) -std=gnu17 -O2 -g $(warnings) -fPIC -shared -o $@ $< -ldl -lpthread
.PHONY: prove prove-programs

# The cluster of `make prove`. See tests/cluster/README.md.
cluster_sources := tests/cluster/cluster.c $(addprefix tests/prove/,ledger.c check.c disk.c) \
	$(addprefix tests/story/,client.c office.c) $(call sources,base)

$(BUILD)/cluster/cluster: $(call objects,$(cluster_sources)) $(extra_base)
	@mkdir -p $(@D)
	$(call say,$@)$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
prove-cluster: $(BUILD)/anju $(BUILD)/cluster/cluster ## a Patroni cluster whose primary is killed
	@BUILD=$(BUILD) tests/cluster/cluster.sh
.PHONY: prove-cluster
