# `make demo` and `make test` are all the set-up there is; the rest is for who works on Talkoot.

SWIFT ?= swift
# An import of a room that a target does not name in Package.swift is an error, not a habit.
CHECKED := --explicit-target-dependency-import-check error
PACKAGES := libssl-dev libsqlite3-dev pkg-config openssl python3

# As many tests at a time as do not take each other's time: all at once, those that wait for something are starved.
export SWT_EXPERIMENTAL_MAXIMUM_PARALLELIZATION_WIDTH := 4

.PHONY: demo test vectors lint format build release check simulate audit api-check page-test screenshots bench system-packages clean

build: system-packages
	$(SWIFT) build $(CHECKED)

# All tests, or some: make test ONLY=SimulationTests
test: system-packages
	$(if $(ONLY),,$(MAKE) vectors)
	$(SWIFT) test $(CHECKED) --parallel $(if $(ONLY),--filter '$(ONLY)')

# Readers written from docs/formats alone, without Talkoot, take the vectors that the tests take.
vectors:
	@for reader in $(wildcard Tests/Vectors/read.py Tests/Vectors/*/read.py); do \
	  echo "python3 $$reader"; python3 $$reader || exit 1; done

release: system-packages
	$(SWIFT) build $(CHECKED) -c release --product talkoot
	$(SWIFT) build $(CHECKED) -c release --product talkootd

demo: release
	./docs/examples/demo.sh

lint:
	$(SWIFT) format lint --strict --recursive Package.swift Sources Tests Benchmarks

format:
	$(SWIFT) format --in-place --recursive Package.swift Sources Tests Benchmarks

# As many random histories of whole replicas as wanted: make simulate SEEDS=5000
SEEDS ?= 500
simulate: system-packages
	TALKOOT_SEEDS=$(SEEDS) $(SWIFT) test $(CHECKED) -c release -Xswiftc -enable-testing --filter SimulationTests

# About an hour: long simulation and exploration, the sanitizers, real processes killed again and again, the TLS audit.
check: system-packages
	$(MAKE) audit
	$(MAKE) api-check
	$(MAKE) page-test
	$(MAKE) simulate SEEDS=5000
	TALKOOT_SEEDS=10000 $(SWIFT) test $(CHECKED) -c release -Xswiftc -enable-testing --filter 'whatever a hostile minority'
	TALKOOT_EXPLORE=200000 TALKOOT_WALKS=2000 $(SWIFT) test $(CHECKED) -c release -Xswiftc -enable-testing --filter SettlingTests
	TALKOOT_KILLS=200 TALKOOT_OFFLINE_EDITS=200 $(SWIFT) test $(CHECKED) --filter EndToEndTests
	$(SWIFT) test $(CHECKED) --scratch-path .build-thread --sanitize thread --filter 'TalkootTransportTests|TalkootReplicaTests'
	ASAN_OPTIONS=detect_leaks=0 $(SWIFT) test $(CHECKED) --scratch-path .build-address --sanitize address --filter 'TalkootCryptoTests|TalkootLogTests|TalkootCRDTTests'

# The TLS of a running node, seen by programs that are not Talkoot's (Tests/TLSAudit/README.md). Installs them.
audit: build
	@$(MAKE) --no-print-directory system-packages PACKAGES="testssl.sh python3-venv openssl xxd"
	@test -x .build/tls-audit/bin/python || python3 -m venv .build/tls-audit
	@.build/tls-audit/bin/python -c 'import tlslite' 2>/dev/null || .build/tls-audit/bin/pip install -q 'tlslite-ng>=0.8.2,<0.9'
	./Tests/TLSAudit/run

# The local API of a running node, tried out by its OpenAPI document (Tests/OpenAPI/run). Installs schemathesis.
api-check: build
	@$(MAKE) --no-print-directory system-packages PACKAGES="python3-venv"
	@test -x .build/api-check/bin/python || python3 -m venv .build/api-check
	@.build/api-check/bin/python -c 'import schemathesis' 2>/dev/null || .build/api-check/bin/pip install -q 'schemathesis>=4.32,<5'
	./Tests/OpenAPI/run

# The page in real Chromium, on two nodes (Tests/Browser/README.md). Installs Chromium and Playwright.
page-test: build
	@$(MAKE) --no-print-directory system-packages PACKAGES="chromium fonts-dejavu-core python3-venv"
	@test -x .build/browser/bin/python || python3 -m venv .build/browser
	@.build/browser/bin/python -c 'import playwright, axe_playwright_python' 2>/dev/null || \
	  .build/browser/bin/pip install -q 'playwright>=1.60,<2' 'axe-playwright-python>=0.1.8,<0.2'
	./Tests/Browser/run $(PICTURES)

# A picture of each page, in both languages and both themes.
screenshots:
	$(MAKE) page-test PICTURES=.build/screenshots

# All rows, or one: make bench ROW=3 (docs/performance.md)
bench: system-packages
	./Benchmarks/run $(ROW)

# Debian's packages, asked for only when something is missing.
system-packages:
	@missing=""; for p in $(PACKAGES); do \
	  dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || missing="$$missing $$p"; done; \
	if [ -n "$$missing" ]; then echo "installing:$$missing"; \
	  if [ "$$(id -u)" = 0 ]; then sudo=""; else sudo=sudo; fi; \
	  $$sudo apt-get update -qq && $$sudo apt-get install -y --no-install-recommends $$missing; fi

clean:
	$(SWIFT) package clean
