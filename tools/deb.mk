# The Debian package: packaging/.
deb: ## build a Debian package (systemd unit, manual, completion)
	@tools/deps deb
	@tools/vendor.sh
	+@$(again) -s $(BUILD)/anju
	@packaging/deb.sh $(BUILD)
.PHONY: deb
