// Checks the access tokens that the Graph stand-in receives, at the provider that issued them.

/**
 * Returns a function that reads an access token at the introspection endpoint (RFC 7662) and the UserInfo endpoint. Its result
 * is undefined if the provider rejects the token.
 *
 * @param {string} issuer
 * @param {{ id: string, secret: string }} client that introspects
 */
export function introspection(issuer, client) {
  const basic = { authorization: `Basic ${Buffer.from(`${client.id}:${client.secret}`).toString("base64")}` };
  const form = { client_id: client.id, client_secret: client.secret };
  return async (token) => {
    const { introspection_endpoint, introspection_endpoint_auth_methods_supported: methods } = await metadata(issuer);
    // LemonLDAP::NG reads the credentials in HTTP Basic only up to the first `+` or `/`, so they are sent in the form
    // if possible.
    const post = methods.includes("client_secret_post");
    const response = await fetch(introspection_endpoint, {
      method: "POST",
      headers: post ? {} : basic,
      body: new URLSearchParams({ token, ...(post ? form : {}) }),
    });
    if (!response.ok) throw new Error(`introspection: ${response.status} ${await response.text()}`);
    const { active, scope } = await response.json();
    return active ? read(issuer, token, scope.split(" ")) : undefined;
  };
}

/**
 * Returns a function that reads an access token at a provider without introspection. The provider's UserInfo endpoint
 * rejects tokens that it did not issue.
 *
 * @param {string} issuer
 * @param {string[]} scopes of all tokens, because the UserInfo response does not contain them
 */
export const userInfo = (issuer, scopes) => (token) => read(issuer, token, scopes);

async function read(issuer, token, scopes) {
  const { userinfo_endpoint } = await metadata(issuer);
  const response = await fetch(userinfo_endpoint, { headers: { authorization: `Bearer ${token}` } });
  if (!response.ok) return undefined;
  const account = await response.json();
  return { sub: account.sub, scopes, account };
}

const metadata = async (issuer) => (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
