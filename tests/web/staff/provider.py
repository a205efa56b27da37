"""A small provider of OpenID Connect on this machine: it vouches for whomever the test says, in the way it says."""

import base64
import hashlib
import json
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
OTHER_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)


class Provider:
    """`claims` are of the next token, `says` replaces what the discovery says, `key` signs, `info` is its userinfo."""

    def __init__(self):
        self.claims, self.says, self.key, self.info, self.head = {}, {}, KEY, {}, {"kid": "one"}
        self.challenge, self.asked = None, []
        provider = self

        class Answers(BaseHTTPRequestHandler):
            def do_GET(self):
                self._send(provider.get(urlsplit(self.path).path))

            def do_POST(self):
                form = parse_qs(self.rfile.read(int(self.headers["Content-Length"])).decode())
                status, answer = provider.token(form)
                self._send(answer, status)

            def _send(self, answer, status=200):
                body = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Answers)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, args=[0.01], daemon=True).start()

    def get(self, path):
        self.asked.append(path)
        if path == "/.well-known/openid-configuration":
            return {
                "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize",
                "token_endpoint": f"{self.url}/token", "jwks_uri": f"{self.url}/keys",
                "userinfo_endpoint": f"{self.url}/userinfo",
                "token_endpoint_auth_methods_supported": ["client_secret_post"], **self.says,
            }  # fmt: skip
        if path == "/keys":
            public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
            return {"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]}
        return self.info

    def token(self, form):
        verifier = form.get("code_verifier", [""])[0]
        digest = base64.urlsafe_b64encode(hashlib.sha256(verifier.encode()).digest()).rstrip(b"=").decode()
        if form.get("client_secret") != ["quite secret"] or digest != self.challenge:
            return 400, {"error": "invalid_grant"}
        now = int(time.time())
        claims = {"iss": self.url, "aud": "keepwell", "sub": "number-1", "iat": now, "exp": now + 300} | self.claims
        signed = jwt.encode(
            {k: v for k, v in claims.items() if v is not None}, self.key, algorithm=self.head.get("alg", "RS256"),
            headers=self.head,
        )  # fmt: skip
        return 200, {"access_token": "opaque", "token_type": "Bearer", "id_token": signed}

    def close(self):
        self.server.shutdown()
        self.server.server_close()
