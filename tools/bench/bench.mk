# The programs of `make bench`. fill has the whole program but its main().
bench_programs := $(BUILD)/bench/load $(BUILD)/bench/raw $(BUILD)/bench/fill
bench: ## measure against nginx, raw SQLite, fossil, PostgreSQL (BENCH=list …)
	@tools/deps bench
	@$(MAKE) -s BUILD=$(BUILD) $(BUILD)/anju $(bench_programs)
	@BUILD=$(BUILD) tools/bench/bench.sh $(BENCH)
.PHONY: bench

bench_base := $(call objects,$(call sources,base)) $(extra_base)

$(BUILD)/bench/load: $(BUILD)/tools/bench/load.o
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^
$(BUILD)/bench/raw: $(BUILD)/tools/bench/raw.o $(BUILD)/src/store/search_token.o $(bench_base)
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
$(BUILD)/bench/fill: $(BUILD)/tools/bench/fill.o $(filter-out $(BUILD)/src/main.o,$(program))
	@mkdir -p $(@D)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
