// A second OpenID provider that we did not write: npm's `oauth2-mock-server`, which signs one person in without asking.
import { OAuth2Server } from "oauth2-mock-server";
import { ACCOUNTS } from "./oidc-provider.mjs";

/** Starts it on a free loopback port. It takes any client; PKCE it does check. */
export async function startMockServer() {
  const server = new OAuth2Server();
  await server.issuer.keys.generate("RS256");
  server.service.on("beforeTokenSigning", ({ payload }) => void Object.assign(payload, ACCOUNTS[0]));
  const given = new Set();
  server.service.on("beforeResponse", ({ body }) => void given.add(body.access_token));
  await server.start(undefined, "127.0.0.1");
  return {
    issuer: String(server.issuer.url),
    /** Tells whose access token this is and what it is good for; nothing, if it was not given here. */
    whoseAccessToken: async (value) => (given.has(value) ? { sub: ACCOUNTS[0].sub, scopes: ["User.Read"] } : undefined),
    stop: () => server.stop(),
  };
}
