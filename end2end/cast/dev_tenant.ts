// Starts dev tenants, and sends them the commands that cause faults.
import { freePort, Program } from "./process.ts";

type Times = "once" | "until_reset";

/** A fault of Graph; the names are those of `GraphFault` in src/dev_tenant/state/faults.rs. */
export type GraphFault =
  | "invalid_token"
  | "insufficient_claims"
  | "forbidden"
  | "not_found"
  | "internal_server_error"
  | "service_unavailable"
  | "not_json"
  | "five_megabytes"
  | "truncated"
  | { too_many_requests: { retry_after: number | null } }
  | { hang: { milliseconds: number } };

/** A resource of Graph with its own faults; the names are those of `GraphResource` in src/dev_tenant/state/graph_faults.rs. */
export type GraphResource =
  | "batch"
  | "calendar_view"
  | "direct_reports"
  | "drive"
  | "groups"
  | "mailbox_settings"
  | "manager"
  | "me"
  | "messages"
  | "organization"
  | "people"
  | "photo"
  | "presence"
  | "tasks"
  | "teams"
  | "users";

/** A command of `POST /dev/control`; the names are those of `Command` in src/dev_tenant/endpoints/control/command.rs. */
export type Command =
  | { arm_graph_fault: { fault: GraphFault; times?: Times } }
  | { arm_resource_fault: { resource: GraphResource; fault: GraphFault; times?: Times } }
  | { arm_id_token_fault: { fault: "wrong_nonce" | "wrong_audience" | "bad_signature" | "expired"; times?: Times } }
  | { arm_token_fault: { fault: "internal_server_error" | { error: { error: string; aadsts: number } }; times?: Times } }
  | { arm_authorize_fault: { fault: { error: string; aadsts: number }; times?: Times } }
  | { approve_device: { user_code: string; persona: string } }
  | { decline_device: { user_code: string } }
  | { advance_clock: { seconds: number } };

/** The JSON line with the settings that a dev tenant in a separate process prints. */
interface Settings {
  authority: string;
  tenant_id: string;
  client_id: string;
  client_secret: string;
  endpoint: string;
}

/** A running dev tenant, in the app's process or in a separate one. */
export class DevTenant {
  constructor(readonly origin: string) {}

  /** Starts a dev tenant in a separate process. Returns the settings of an app at this dev tenant. */
  static async start(redirectUri: string, signedOut?: string, flavour?: "multi-tenant" | "external" | "b2c") {
    const parameters = ["--listen", "127.0.0.1:0", "--redirect-uri", redirectUri];
    if (signedOut) parameters.push("--post-logout-redirect-uri", signedOut);
    if (flavour) parameters.push("--flavour", flavour);
    const { settings, stop } = await DevTenant.launch(parameters);
    return { settings, stop, devTenant: new DevTenant(new URL(settings.authority).origin) };
  }

  /** Starts a dev tenant under another host name, which the caller must make reachable. */
  static async startAbroad(name: string, flavour: "workforce" | "b2c", redirectUri: string, signedOut: string) {
    const port = await freePort();
    const ways = ["--redirect-uri", redirectUri, "--post-logout-redirect-uri", signedOut];
    const parameters = ["--listen", `127.0.0.1:${port}`, "--public-origin", `https://${name}`, "--flavour", flavour];
    const { settings, stop } = await DevTenant.launch([...parameters, ...ways]);
    return { settings, stop, port, devTenant: new DevTenant(`http://127.0.0.1:${port}`) };
  }

  private static async launch(parameters: string[]) {
    const program = await Program.start(["dev-tenant", ...parameters], {});
    const settings = await program.until("the line with the settings", () => {
      const line = program.output.split("\n").find((text) => text.startsWith("{") && text.endsWith("}"));
      return line === undefined ? undefined : (JSON.parse(line) as Settings);
    });
    return { settings, stop: () => program.remove() };
  }

  async tell(command: Command): Promise<void> {
    await this.post("/dev/control", command);
  }

  /** Undoes all commands that changed the dev tenant, and ends all its sessions. */
  async reset(): Promise<void> {
    await this.post("/dev/reset", {});
  }

  private async post(path: string, content: unknown): Promise<void> {
    const headers = { "content-type": "application/json" };
    const response = await fetch(this.origin + path, { method: "POST", headers, body: JSON.stringify(content) });
    if (!response.ok) throw new Error(`the dev tenant refused ${JSON.stringify(content)}: ${response.status} ${await response.text()}`);
  }
}
