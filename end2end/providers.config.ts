// The configuration of the journeys at providers from Debian's packages, which `make providers` installs: see
// .make/providers.sh.
import { defineConfig } from "@playwright/test";
import journeys from "./playwright.config.ts";

export default defineConfig({
  ...journeys,
  testDir: "providers",
  testMatch: "*.spec.ts",
  // The longest test has two sign-ins, and took 24 seconds on a busy machine.
  timeout: 90_000,
  projects: journeys.projects?.slice(0, 2),
});
