// Closes a run with `N passed, N failed`, for `make test` to add up.
import type { FullResult, Reporter, Suite } from "@playwright/test/reporter";

export default class ClosingLine implements Reporter {
  private suite: Suite | undefined;

  onBegin(_config: unknown, suite: Suite) {
    this.suite = suite;
  }

  onEnd(result: FullResult) {
    const outcomes = (this.suite?.allTests() ?? []).map((test) => test.outcome());
    const passed = outcomes.filter((outcome) => outcome === "expected").length;
    // What passed only at the second try has failed once, and what did not run because of a time-out proves nothing.
    const failed = outcomes.filter((outcome) => outcome === "unexpected" || outcome === "flaky").length;
    const broken = result.status !== "passed" && failed === 0 ? 1 : 0;
    console.log(`\n${passed} passed, ${failed + broken} failed`);
  }

  printsToStdio() {
    return true;
  }
}
