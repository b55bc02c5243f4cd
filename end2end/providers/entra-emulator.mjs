// A third-party emulator of Entra ID and Graph: the Microsoft service of npm's `emulate`.
import { randomBytes, randomUUID } from "node:crypto";
import { createEmulator } from "emulate";

/**
 * Starts the emulator on a loopback port with one tenant, one application and one user.
 *
 * @param {number} port
 * @param {string[]} redirectUris of the application, including those after a sign-out
 */
export async function startEntraEmulator(port, redirectUris) {
  const origin = `http://127.0.0.1:${port}`;
  const tenant = randomUUID();
  const client = { id: randomUUID(), secret: randomBytes(24).toString("base64url") };
  const emulator = await createEmulator({
    service: "microsoft",
    port,
    hostname: "127.0.0.1",
    baseUrl: origin,
    seed: {
      microsoft: {
        users: [{ email: "ada@provider.example", name: "Ada Lovelace", tenant_id: tenant }],
        oauth_clients: [
          { client_id: client.id, client_secret: client.secret, name: "leptos-entra", redirect_uris: redirectUris, tenant_id: tenant },
        ],
      },
    },
  });
  return { authority: `${origin}/${tenant}`, endpoint: `${origin}/v1.0/me`, client, stop: () => emulator.close() };
}
