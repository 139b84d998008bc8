# The generator of a big roster, for bench and trials: build/make-roster FILE HOUSEHOLDS.
roster_sources := tests/make_roster.c $(call sources,base) $(call sources,output)

$(BUILD)/make-roster: $(call objects,$(roster_sources)) $(extra_base)
	$(CC) $(LDFLAGS) -o $@ $^ $(LDLIBS)
