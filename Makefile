SWIFT ?= swift
PREFIX ?= /usr/local
CLUSTER ?= ../shared/cluster
CONTEXT ?=
RUNBOOK := .build/release/runbook
export CONTEXT

FAULTS := Tests/CommandLineTests/Faults
SEED ?= $(shell date +%s)

.PHONY: build demo test faults hostile fuzz sanitize e2e e2e-faults record-incidents bench bench-peers format install clean

build:
	@.ci/setup build
	$(SWIFT) build -c release --product runbook --static-swift-stdlib -Xlinker -s

demo:
	@.ci/setup demo
	@$(MAKE) --no-print-directory build
	@Tests/demo $(RUNBOOK)

test:
	@.ci/setup test
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests
	$(SWIFT) test

faults:
	@.ci/setup test
	@echo "make faults SEED=$(SEED)"
	FAULTS=all FAULT_SEED=$(SEED) $(SWIFT) test \
		--filter "$$(ls $(FAULTS) | sed -n 's/Tests.swift$$/Tests/p' | paste -sd '|')"

# Ten minutes for each subject; SUBJECT=language for one of them.
fuzz:
	@.ci/setup test
	@Tests/Fuzzing/fuzz $(SUBJECT)

sanitize:
	@.ci/setup test
	@Tests/Sanitizing/sanitize

e2e:
	@.ci/setup cluster
	$(SWIFT) build --product runbook
	@Tests/EndToEnd/e2e $(CLUSTER) .build/debug/runbook

e2e-faults:
	@.ci/setup cluster
	$(SWIFT) build --product runbook
	@Tests/EndToEnd/blind $(CLUSTER) .build/debug/runbook
	@Tests/EndToEnd/contexts $(CLUSTER) .build/debug/runbook
	@Tests/EndToEnd/rights $(CLUSTER) .build/debug/runbook
	@Tests/EndToEnd/fixes $(CLUSTER) .build/debug/runbook
	@Tests/EndToEnd/faults $(CLUSTER) .build/debug/runbook

record-incidents:
	@.ci/setup cluster
	$(SWIFT) build --product runbook
	@RECORD=examples/incidents Tests/EndToEnd/faults $(CLUSTER) .build/debug/runbook

hostile:
	RUNBOOK_HOSTILE=1 $(SWIFT) test --filter HostileTextTests

bench:
	@.ci/setup bench
	@$(MAKE) --no-print-directory build
	$(SWIFT) build -c release --product HistoryGenerator --static-swift-stdlib
	@Tests/Benchmarks/bench $(RUNBOOK)

bench-peers:
	@.ci/setup peers
	@$(MAKE) --no-print-directory build
	@Tests/Benchmarks/peers $(RUNBOOK)

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests
	$(SWIFT) build --product runbook
	.build/debug/runbook format $$(find Runbooks examples -name '*.rb')

install: build
	install -D -m 755 $(RUNBOOK) $(DESTDIR)$(PREFIX)/bin/runbook
	install -d $(DESTDIR)$(PREFIX)/share/runbook/Runbooks
	install -m 644 Runbooks/*.rb $(DESTDIR)$(PREFIX)/share/runbook/Runbooks

clean:
	$(SWIFT) package clean
