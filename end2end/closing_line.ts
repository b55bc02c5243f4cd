// Closes a run with the titles of the failed tests and `N passed, N failed`, which `make test` repeats and adds up.
import type { FullResult, Reporter, Suite, TestCase } from "@playwright/test/reporter";

export default class ClosingLine implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite) {
    this.suite = suite;
  }

  onEnd(result: FullResult) {
    const tests = this.suite?.allTests() ?? [];
    const passed = tests.filter((test) => test.outcome() === "expected").length;
    // A test that passed only at the second try has failed once. A run that timed out proves nothing about the rest.
    const failed = tests.filter((test) => test.outcome() === "unexpected" || test.outcome() === "flaky");
    const broken = result.status !== "passed" && failed.length === 0 ? 1 : 0;
    console.log("");
    for (const test of failed) console.log(`FAILED ${nameOf(test)}`);
    console.log(`${passed} passed, ${failed.length + broken} failed`);
  }

  printsToStdio() {
    return true;
  }
}

/** The project, the file, and the titles. */
function nameOf(test: TestCase): string {
  return test.titlePath().filter(Boolean).join(" › ");
}
