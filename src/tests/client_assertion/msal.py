# Requests tokens with MSAL by four grants, and prints the results as JSON. The argument is a JSON object.
import json, socket, ssl, sys, msal, requests
from cryptography import x509
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.serialization import pkcs12

given = json.loads(sys.argv[1])
# Every host name leads to the dev tenant.
resolve = socket.getaddrinfo
socket.getaddrinfo = lambda host, port, *rest, **named: resolve("127.0.0.1", given["port"], *rest, **named)


class Adapter(requests.adapters.HTTPAdapter):
    def init_poolmanager(self, *arguments, **named):
        context = ssl.create_default_context(cafile=given["trusted"])
        super().init_poolmanager(*arguments, ssl_context=context, **named)


with open(given["certificate"], "rb") as file:
    content = file.read()
key = serialization.load_pem_private_key(content[content.index(b"-----BEGIN PRIVATE KEY"):], None)
pfx = pkcs12.serialize_key_and_certificates(
    None, key, x509.load_pem_x509_certificate(content), None, serialization.NoEncryption())
with open(given["pfx"], "wb") as file:
    file.write(pfx)

session = requests.Session()
session.trust_env = False
session.verify = given["trusted"]
session.mount("https://", Adapter())
app = msal.ConfidentialClientApplication(
    given["client_id"],
    authority=given["authority"],
    client_credential={"private_key_pfx_path": given["pfx"], "public_certificate": given["chain"]},
    http_client=session,
    instance_discovery=False,
    client_capabilities=["cp1"],
)
code = app.acquire_token_by_auth_code_flow(given["flow"], given["response"])
user_token = app.acquire_token_by_refresh_token(code.get("refresh_token", ""), scopes=[given["api_scope"]])
on_behalf_of = app.acquire_token_on_behalf_of(user_token.get("access_token", ""), ["User.Read"])
print(json.dumps({
    "authorization_code": code,
    "user_token": user_token,
    "urn:ietf:params:oauth:grant-type:jwt-bearer": on_behalf_of,
    "refresh_token": app.acquire_token_by_refresh_token(code.get("refresh_token", ""), scopes=["User.Read"]),
    "client_credentials": app.acquire_token_for_client([given["scope"]]),
}))
