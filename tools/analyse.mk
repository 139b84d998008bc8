# What is looked for without running, and by running slowly; too long for `make check`.
analyse: $(generated) $(BUILD)/anju ## cppcheck, gcc -fanalyzer and clang-tidy over all sources
	@BUILD=$(BUILD) tools/analyse.sh
# The threads of the server: its own tests, stories and hostile clients, with ThreadSanitizer. The
# random places of newer kernels are more than its map of memory takes: hence setarch.
race: $(BUILD)/story ## the server's threads under ThreadSanitizer
	+@$(again) -s SANITIZE=thread BUILD=$(BUILD)-tsan all $(BUILD)-tsan/test-http
	@BUILD=$(BUILD) tests/race.sh
memcheck: $(BUILD)/test-base $(BUILD)/test-record ## a sample of the tests under valgrind
	@for b in base record; do valgrind -q --error-exitcode=99 --exit-on-first-error=yes \
		$(BUILD)/test-$$b || exit 1; done
.PHONY: analyse race memcheck
