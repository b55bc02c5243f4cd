# All commands of this project. `make` alone lists them.
# Each command installs the tools that it needs on first use, outside the checkout (see .make/setup.sh).

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help run watch test check doc e2e accessibility pictures providers dist image image-test bench bench-sessions soak garbage observatory advisories fuzz mutants setup

# Cargo features of `make dist` in addition to `ssr`: empty for a deployment, `dev-tenant` to try it without an account.
FEATURES ?=
# Arguments for the tool behind a command, e.g. `make e2e ARGS="sign_in --headed"`.
ARGS ?=
# The name of the image of `make image`.
IMAGE ?= localhost/leptos-entra
# The build that `make e2e` tests: debug or release.
BUILD ?= debug
# `make mutants`: the revision to compare with (default: origin/main), or one part of a full run, e.g. SHARD=0/8.
BASE ?=
SHARD ?=
# `make test`: the stages to run, e.g. STAGE=rust-tests; empty for all. See .make/test.sh.
STAGE ?=

help: ## List the commands
	@printf 'leptos-entra: the commands\n\n'
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-15s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@printf '\nThe first run of a command installs the tools that are missing. Each step announces how long it takes.\n'

run: ## Build the app and start it on http://localhost:3000: ten minutes the first time, then seconds
	@bash .make/run.sh

watch: ## Like run, and rebuild on every change (cargo-leptos, which the first run installs: up to 20 minutes)
	@bash .make/watch.sh

check: ## Format, house rules, dependencies, lints for both targets, unit tests: two minutes
	@bash .make/check.sh

test: ## All checks and all tests, end to end as well: plan an hour on two cores, more the first time (STAGE=NAME: a part)
	@bash .make/test.sh $(STAGE)

doc: ## Build the documentation with rustdoc, and print the address of its first page
	@bash .make/doc.sh

e2e: ## Only the end-to-end tests (BUILD=debug|release, ARGS="for Playwright")
	@bash .make/e2e.sh "$(BUILD)" $(ARGS)

accessibility: ## Every page in every language with axe, zoom and text spacing (slow)
	@E2E_SLOW=yes bash .make/e2e.sh debug --project=slow $(ARGS)

pictures: ## Store the pictures of the tests and documents again, after a wanted change of the looks: a minute after the build
	@bash .make/pictures.sh $(ARGS)

providers: ## The end-to-end journeys at glewlwyd and LemonLDAP::NG: one to two minutes, ten the first time
	@bash .make/providers.sh $(ARGS)

dist: ## The release build for deployment in dist/ (FEATURES=dev-tenant to include the dev tenant)
	@bash .make/dist.sh "$(FEATURES)" dist

image: ## The image of a deployment, built with buildah and without a registry (IMAGE=name)
	@bash .make/image.sh "$(IMAGE)"

image-test: ## Build the image, run it with podman and test it: one minute after the release builds (needs root)
	@bash .make/image-test.sh "$(IMAGE)"

bench: ## Measure the release build (ARGS="--against DIST" compares it with another one, in turn)
	@bash .make/bench.sh $(ARGS)

bench-sessions: ## Measure the signed-in page with 10 and with 200,000 live sessions
	@bash .make/bench-sessions.sh

soak: ## 10,000 users for ten minutes on the release build, with short-lived tokens and faults
	@bash .make/soak.sh "$(if $(filter command line,$(origin BUILD)),$(BUILD),release)"

garbage: ## 100,000 garbage requests against the release build (BUILD=debug for the debug build)
	@bash .make/garbage.sh "$(if $(filter command line,$(origin BUILD)),$(BUILD),release)"

observatory: ## Mozilla's HTTP Observatory on the release build over https (BUILD=debug for the debug build)
	@bash .make/observatory.sh "$(if $(filter command line,$(origin BUILD)),$(BUILD),release)"

advisories: ## Look up known vulnerabilities of the dependencies in RustSec's database (on GitHub)
	@bash .make/advisories.sh

fuzz: ## Try a million inputs for each property of each parser: a build, then 40 minutes of CPU time (ARGS="100000 challenge")
	@bash .make/fuzz.sh $(ARGS)

mutants: ## Mutation tests of the changes since BASE, or of one part of everything: SHARD=0/8 (ARGS="--list" only lists)
	@BASE="$(BASE)" SHARD="$(SHARD)" bash .make/mutants.sh $(ARGS)

setup: ## Only install the tools of the other commands, except those of watch, mutants and providers
	@bash .make/setup.sh rust wasm-bindgen node browser servers python-dotenv msal oidc-provider-mock deployment-checks promtool cargo-deny
