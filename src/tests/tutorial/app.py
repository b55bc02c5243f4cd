"""An app as Microsoft's Flask tutorials describe it, on the packages that they install: `identity` and Flask.

Reads one path a line from standard input. Sends each as a GET request of a browser to the app, and prints the response as one line of JSON.
"""

import json
import os
import sys
import tempfile

import requests
from flask import Flask, render_template_string
from identity.flask import Auth

ORIGIN = "http://localhost:3000"
HOME = "<h1>Flask app</h1><h2>Welcome {{ user.get('name') }}!</h2><a href='/call_api'>Call an API</a> <a href='{{ url_for('identity.logout') }}'>Logout</a>"
DISPLAY = "<h1>API response</h1><pre>{{ result | tojson(indent=4) | safe }}</pre>"

app = Flask(__name__)
app.config["SESSION_TYPE"] = "filesystem"
app.config["SESSION_FILE_DIR"] = tempfile.mkdtemp(dir=os.environ["SESSIONS"])
auth = Auth(
    app,
    authority=os.environ.get("AUTHORITY"),
    client_id=os.environ.get("CLIENT_ID"),
    client_credential=os.environ.get("CLIENT_SECRET"),
    redirect_uri=os.environ.get("REDIRECT_URI"),
)


@app.route("/")
@auth.login_required
def home(*, context):
    return render_template_string(HOME, user=context["user"])


@app.route("/call_api")
@auth.login_required(scopes=os.environ.get("SCOPE", "").split())
def call_api(*, context):
    headers = {"Authorization": "Bearer " + context["access_token"]}
    return render_template_string(DISPLAY, result=requests.get(os.environ["ENDPOINT"], headers=headers, timeout=30).json())


browser = app.test_client()
for line in sys.stdin:
    response = browser.get(line.strip(), base_url=ORIGIN)
    print(json.dumps({"status": response.status_code, "headers": list(response.headers), "body": response.text}), flush=True)
