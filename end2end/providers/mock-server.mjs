// A third-party OpenID provider: npm's `oauth2-mock-server`, which signs one user in without a page.
import { OAuth2Server } from "oauth2-mock-server";
import { ACCOUNTS } from "./oidc-provider.mjs";

/** Starts the provider on a free loopback port. It accepts every client, but checks PKCE. */
export async function startMockServer() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  server.service.on("beforeTokenSigning", ({ payload }) => void Object.assign(payload, ACCOUNTS[0]));
  const given = new Set();
  server.service.on("beforeResponse", ({ body }) => void given.add(body.access_token));
  await server.start(undefined, "127.0.0.1");
  return {
    issuer: String(server.issuer.url),
    client: { id: "leptos-entra", secret: "any-secret" },
    /** Returns the user and the scopes of an access token; undefined if this provider did not issue the token. */
    whoseAccessToken: async (value) => (given.has(value) ? { sub: ACCOUNTS[0].sub, scopes: ["User.Read"] } : undefined),
    stop: () => server.stop(),
  };
}
