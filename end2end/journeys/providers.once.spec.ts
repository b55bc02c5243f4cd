// The third-party provider and its Graph stand-in without the app: they reject invalid requests, so the tests with the app prove
// something.
import { createHash, randomBytes } from "node:crypto";
import { expect, test } from "@playwright/test";
import { startGraph } from "../providers/graph.mjs";
import { startProvider } from "../providers/oidc-provider.mjs";

const redirectUri = "http://localhost:1/getAToken";
const registration = { redirectUri, postLogoutRedirectUri: "http://localhost:1/signed-out", backChannelLogoutUri: "http://localhost:1/back-channel-logout", scope: "User.Read" };

/** Requests the pages of the provider as a browser would. Returns the parameters of the authorization response. */
async function authorize(issuer: string, parameters: Record<string, string>): Promise<URLSearchParams> {
  const cookies = new Map<string, string>();
  const ask = async (address: string, form?: Record<string, string>) => {
    const response = await fetch(new URL(address, issuer), {
      method: form ? "POST" : "GET",
      body: form && new URLSearchParams(form),
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
      redirect: "manual",
    });
    for (const cookie of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (name) cookies.set(name, value ?? "");
    }
    return response.headers.get("location") ?? "";
  };
  const query = new URLSearchParams({ response_type: "code", redirect_uri: redirectUri, scope: "openid profile User.Read", ...parameters });
  const account = await ask(`/auth?${query}`);
  if (account.startsWith(redirectUri)) return new URL(account).searchParams;
  const consent = await ask(await ask(account, { account: "ada" }));
  return new URL(await ask(await ask(consent, { decision: "allow" }))).searchParams;
}

test("oidc-provider signs in with PKCE, and its token calls Graph", async () => {
  const provider = await startProvider(registration);
  const graph = await startGraph(provider.whoseAccessToken, "User.Read");
  const verifier = randomBytes(32).toString("base64url");
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const { id, secret } = provider.client;

  const response = await authorize(provider.issuer, {
    client_id: id,
    state: "one",
    nonce: "two",
    code_challenge: challenge,
    code_challenge_method: "S256",
  });
  expect(response.get("state")).toBe("one");
  expect(response.get("iss")).toBe(provider.issuer);

  const exchange = (form: Record<string, string>) =>
    fetch(`${provider.issuer}/token`, {
      method: "POST",
      body: new URLSearchParams({ grant_type: "authorization_code", client_id: id, redirect_uri: redirectUri, ...form }),
    });
  const code = response.get("code") ?? "";
  expect((await exchange({ code, code_verifier: verifier, client_secret: "wrong" })).status).toBe(401);
  const tokens = (await (await exchange({ code, code_verifier: verifier, client_secret: secret })).json()) as Record<string, string>;
  const claims = JSON.parse(Buffer.from(tokens.id_token?.split(".")[1] ?? "", "base64url").toString());
  expect(claims).toMatchObject({ iss: provider.issuer, aud: id, nonce: "two", name: "Ada Lovelace" });

  const me = await fetch(graph.endpoint, { headers: { authorization: `Bearer ${tokens.access_token}` } });
  expect(await me.json()).toMatchObject({ displayName: "Ada Lovelace" });
  expect((await fetch(graph.endpoint, { headers: { authorization: "Bearer wrong" } })).status).toBe(401);
  await Promise.all([graph.stop(), provider.stop()]);
});

test("the provider refuses an authorization request without PKCE", async () => {
  const provider = await startProvider(registration);
  const response = await authorize(provider.issuer, { client_id: provider.client.id, state: "one", nonce: "two" });
  expect(response.get("error")).toBe("invalid_request");
  await provider.stop();
});
