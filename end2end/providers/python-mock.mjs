// An OpenID provider from PyPI: `oidc-provider-mock`, with one registered client and one user.
import { userInfo } from "./access_token.mjs";
import { ACCOUNTS } from "./oidc-provider.mjs";
import { providerFolder, startProgram } from "./program.mjs";

/** The server from which the provider's pages load a style sheet. The tests do not depend on that server. */
export const STYLE_SHEET = "https://cdn.jsdelivr.net/**";

/**
 * Starts the provider on a loopback port. Its metadata does not list the methods of client authentication, so the
 * client must use the default: `client_secret_basic` (OpenID Connect Discovery 1.0, section 3).
 *
 * @param {number} port
 * @param {{ redirectUri: string, scope: string }} registration of the client
 */
export async function startPythonMock(port, { redirectUri, scope }) {
  const { LEPTOS_ENTRA_PYTHON_PROVIDER: packages } = process.env;
  if (!packages) throw new Error("LEPTOS_ENTRA_PYTHON_PROVIDER is not set: start the tests by `make e2e`.");
  const issuer = `http://127.0.0.1:${port}`;
  const words = ["--port", String(port), "--require-registration", "--require-nonce", "--user-claims", JSON.stringify(ACCOUNTS[0])];
  const program = startProgram(providerFolder(), ["python3", "-m", "oidc_provider_mock", ...words], { PYTHONPATH: packages });
  await program.serves(`${issuer}/.well-known/openid-configuration`);
  const registered = await fetch(`${issuer}/oauth2/clients`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({
      redirect_uris: [redirectUri],
      token_endpoint_auth_method: "client_secret_basic",
      scope: `openid profile offline_access ${scope}`,
    }),
  });
  if (registered.status !== 201) throw new Error(`oidc-provider-mock: ${registered.status} ${await registered.text()}`);
  const { client_id: id, client_secret: secret } = await registered.json();
  return { issuer, client: { id, secret }, whoseAccessToken: userInfo(issuer, [scope]), stop: () => program.stop() };
}
