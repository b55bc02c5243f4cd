# Every way to work with the app. `make` alone lists them.
# What each needs is set up on the way, outside the checkout, and only once (see .make/setup.sh).

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run test check e2e dist bench bench-sessions soak garbage observatory advisories fuzz mutants setup

# Cargo features of `make dist` beyond `ssr`: empty for a deployment, `dev-tenant` to try it without an account.
FEATURES ?=
# Arguments for Playwright, e.g. `make e2e ARGS="sign-in --headed"`.
ARGS ?=
# The build that `make e2e` tests: debug or release.
BUILD ?= debug

help: ## List what can be done
	@printf 'leptos-entra: what can be done here\n\n'
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nThe first time, what is missing is set up: a few minutes, up to half an hour without prebuilt tools.\n'

run: ## Start the app on http://localhost:3000 and rebuild it on every change
	@bash .make/run.sh

check: ## Format, house rules, dependencies, lints for both targets, unit tests: two minutes
	@bash .make/check.sh

test: ## Every check and every test, end to end as well: 15 minutes, 23 after a change, more the first time
	@bash .make/test.sh

e2e: ## Only the end-to-end tests (BUILD=debug|release, ARGS="for Playwright")
	@bash .make/e2e.sh "$(BUILD)" $(ARGS)

dist: ## The release build for deployment in dist/ (FEATURES=dev-tenant to include the dev tenant)
	@bash .make/dist.sh "$(FEATURES)" dist

bench: ## Measure the release build
	@bash .make/bench.sh

bench-sessions: ## Measure the signed-in page with ten and with 200,000 live sessions
	@bash .make/bench-sessions.sh

soak: ## 10,000 people for ten minutes on the release build, with short-lived tokens and faults
	@bash .make/soak.sh "$(if $(filter command line,$(origin BUILD)),$(BUILD),release)"

garbage: ## 100,000 garbage requests against the release build (BUILD=debug for the other one)
	@bash .make/garbage.sh "$(if $(filter command line,$(origin BUILD)),$(BUILD),release)"

observatory: ## Mozilla's HTTP Observatory on the release build over https (BUILD=debug for the other one)
	@bash .make/observatory.sh "$(if $(filter command line,$(origin BUILD)),$(BUILD),release)"

advisories: ## Ask RustSec's database (on GitHub) whether a dependency has a known flaw
	@bash .make/advisories.sh

fuzz: ## Try a million inputs for each property of each parser: a build, then 40 minutes of CPU time (ARGS="100000 challenge")
	@bash .make/fuzz.sh $(ARGS)

mutants: ## Change the protocol layer in every way and see that a test notices: an hour or more (ARGS="--re keys")
	@bash .make/mutants.sh $(ARGS)

setup: ## Only set up what the other targets need
	@bash .make/setup.sh rust wasm-bindgen node browser servers cargo-deny cargo-leptos
