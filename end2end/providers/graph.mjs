// A stand-in for Microsoft Graph beside a third-party provider: `/v1.0/me` for requests with a valid access token.
import { createServer } from "node:http";
import { ACCOUNTS, close } from "./oidc-provider.mjs";

/**
 * Starts the stand-in on a free loopback port.
 *
 * @param {(token: string) => Promise<{ sub: string, scopes: string[], account?: object } | undefined>} whoseAccessToken `account` has
 *   the claims of a user that is not in ACCOUNTS
 * @param {string} scope that `/v1.0/me` requires
 */
export async function startGraph(whoseAccessToken, scope) {
  const server = createServer(async (request, response) => {
    const [status, content] = await answer(request, whoseAccessToken, scope);
    response.writeHead(status, { "content-type": "application/json", "request-id": "00000000-0000-4000-8000-00000000abcd" });
    response.end(JSON.stringify(content));
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  return { endpoint: `http://127.0.0.1:${server.address().port}/v1.0/me`, stop: () => close(server) };
}

async function answer(request, whoseAccessToken, scope) {
  if (request.method !== "GET" || request.url !== "/v1.0/me") return problem(404, "ResourceNotFound");
  const [scheme, value] = (request.headers.authorization ?? "").split(" ");
  const token = scheme === "Bearer" && value ? await whoseAccessToken(value) : undefined;
  if (!token) return problem(401, "InvalidAuthenticationToken");
  if (!token.scopes.includes(scope)) return problem(403, "Authorization_RequestDenied");
  const { sub, name, preferred_username } = token.account ?? ACCOUNTS.find((account) => account.sub === token.sub);
  return [200, { id: sub, displayName: name, userPrincipalName: preferred_username ?? null, mail: null }];
}

const problem = (status, code) => [status, { error: { code, message: "This is a stand-in.", innerError: {} } }];
