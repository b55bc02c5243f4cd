// A third-party OpenID provider: npm's certified `oidc-provider`, with one confidential client.
import { generateKeyPairSync, randomBytes } from "node:crypto";
import { createServer } from "node:http";
import Provider from "oidc-provider";
import { accountPage, consentPage, endSessionPage, problemPage, signedOutPage } from "./pages.mjs";

export const ACCOUNTS = [
  { sub: "ada", name: "Ada Lovelace", preferred_username: "ada@provider.example" },
  { sub: "grace", name: "Grace Hopper", preferred_username: "grace@provider.example" },
];

/**
 * Starts the provider on a free loopback port.
 *
 * @param {{ redirectUri: string, postLogoutRedirectUri: string, backChannelLogoutUri: string, scope: string }} registration
 *   of the one client
 * @param {object[]} [keys] the public keys (JWK) of a client that authenticates with `private_key_jwt` instead of a secret
 */
export async function startProvider({ redirectUri, postLogoutRedirectUri, backChannelLogoutUri, scope }, keys) {
  const server = createServer();
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const client = { id: "leptos-entra", secret: randomBytes(24).toString("base64url") };

  const authentication = keys
    ? { token_endpoint_auth_method: "private_key_jwt", token_endpoint_auth_signing_alg: "PS256", jwks: { keys } }
    : { token_endpoint_auth_method: "client_secret_post", client_secret: client.secret };

  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: client.id,
        redirect_uris: [redirectUri],
        post_logout_redirect_uris: [postLogoutRedirectUri],
        backchannel_logout_uri: backChannelLogoutUri,
        backchannel_logout_session_required: true,
        grant_types: ["authorization_code", "refresh_token"],
        ...authentication,
      },
    ],
    clientAuthMethods: [authentication.token_endpoint_auth_method],
    responseTypes: ["code"],
    pkce: { required: () => true },
    scopes: ["openid", "offline_access", scope],
    claims: { openid: ["sub"], profile: ["name", "preferred_username"], acr: null, auth_time: null },
    acrValues: ["phr"],
    // The claims of the scope `profile` are in the ID token, as at Entra ID.
    conformIdTokenClaims: false,
    findAccount: (_context, sub) => {
      const account = ACCOUNTS.find((known) => known.sub === sub);
      return account && { accountId: sub, claims: () => account };
    },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    features: {
      backchannelLogout: { enabled: true },
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => void (context.body = endSessionPage(form)),
        postLogoutSuccessSource: (context) => void (context.body = signedOutPage()),
      },
    },
    // The default of `oidc-provider` sends no requests to servers on this machine, such as the app.
    fetch: (url, options) => globalThis.fetch(url, { ...options, dispatcher: undefined }),
    renderError: (context, problem) => {
      context.type = "html";
      context.body = problemPage(problem);
    },
    jwks: { keys: [signingKey()] },
    cookies: { keys: [randomBytes(32).toString("base64url")] },
    ttl: { AccessToken: 3600, AuthorizationCode: 60, Grant: 86_400, IdToken: 3600, Interaction: 600, RefreshToken: 86_400, Session: 86_400 },
  });

  const answer = provider.callback();
  server.on("request", (request, response) => {
    if (request.url?.startsWith("/interaction/")) {
      interact(provider, request, response).catch((error) => response.writeHead(400).end(String(error)));
    } else {
      answer(request, response);
    }
  });
  return {
    issuer,
    client,
    /** Returns the user and the scopes of an access token; undefined if the token is invalid. */
    whoseAccessToken: async (value) => {
      const token = await provider.AccessToken.find(value);
      return token?.isValid ? { sub: token.accountId, scopes: [...token.scopes] } : undefined;
    },
    stop: () => close(server),
  };
}

export async function close(server) {
  server.closeAllConnections();
  await new Promise((closed) => server.close(closed));
}

/** Makes an RS256 key, because every relying party must support this algorithm (OpenID Connect Core, section 15.1). */
function signingKey() {
  const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
  return { ...privateKey.export({ format: "jwk" }), alg: "RS256", kid: "signing", use: "sig" };
}

/** Shows the user the page that the provider needs, and passes the user's decision on to the provider. */
async function interact(provider, request, response) {
  const { prompt, params, session, grantId } = await provider.interactionDetails(request, response);
  if (request.method === "GET") {
    const scopes = String(params.scope).split(" ");
    response.writeHead(200, { "content-type": "text/html; charset=utf-8", "cache-control": "no-store" });
    const { url } = request;
    response.end(prompt.name === "login" ? accountPage(ACCOUNTS, url) : consentPage(scopes, url));
    return;
  }
  const form = new URLSearchParams(await body(request));
  const result =
    prompt.name === "login" ? { login: { accountId: form.get("account"), acr: acr(params) } } : await consent(provider, { prompt, params, session, grantId }, form);
  await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: prompt.name !== "login" });
}

/** Returns the class of authentication that the application prefers. The accounts have no passwords, so every class is met. */
function acr({ acr_values: wanted }) {
  return wanted ? String(wanted).split(" ")[0] : undefined;
}

async function consent(provider, { prompt, params, session, grantId }, form) {
  if (form.get("decision") !== "allow") {
    return { error: "access_denied", error_description: "The person declined. Call 0900-FRAUD now!" };
  }
  const known = grantId && (await provider.Grant.find(grantId));
  const grant = known || new provider.Grant({ accountId: session.accountId, clientId: params.client_id });
  grant.addOIDCScope((prompt.details.missingOIDCScope ?? []).join(" "));
  grant.addOIDCClaims(prompt.details.missingOIDCClaims ?? []);
  return { consent: { grantId: await grant.save() } };
}

async function body(request) {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  return Buffer.concat(pieces).toString();
}
