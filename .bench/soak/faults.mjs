// Arms faults of the dev tenant, one at a time. Each fault strikes one request.

const FAULTS = [
  { arm_graph_fault: { fault: "service_unavailable" } },
  { arm_graph_fault: { fault: { too_many_requests: { retry_after: 1 } } } },
  { arm_graph_fault: { fault: "internal_server_error" } },
  { arm_graph_fault: { fault: "invalid_token" } },
  { arm_graph_fault: { fault: "not_json" } },
  { arm_graph_fault: { fault: { hang: { milliseconds: 2000 } } } },
  { arm_token_fault: { fault: "internal_server_error" } },
  { arm_token_fault: { fault: "empty_answer" } },
  { arm_token_fault: { fault: { hang: { milliseconds: 2000 } } } },
  { arm_token_fault: { fault: { error: { error: "temporarily_unavailable", aadsts: 90033 } } } },
];

export class Faults {
  constructor(origin) {
    this.origin = origin;
    this.next = 0;
  }

  /** Sends one command to the dev tenant. Returns the dev tenant's counters. */
  async order(command) {
    const response = await fetch(`${this.origin}/dev/control`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: this.origin },
      body: JSON.stringify(command),
    });
    if (!response.ok) throw new Error(`the dev tenant answers ${response.status}: ${await response.text()}`);
    return response.json();
  }

  /** Arms the next fault of the list. */
  async arm(counts) {
    await this.order(FAULTS[this.next++ % FAULTS.length]);
    counts.faults += 1;
  }
}
