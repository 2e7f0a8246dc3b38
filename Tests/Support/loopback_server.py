"""Serves a file under names that each make a different fault; prints its port, then a line for each request.

usage: python3 loopback_server.py FILE
"""
import http.server, sys, time

content = open(sys.argv[1], "rb").read()
cuts = {}

class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *words): pass

    def do_GET(self):
        fault = self.path.split("/")[1]
        start = int(self.headers["Range"][6:].split("-")[0]) if "Range" in self.headers else 0
        print(fault, start, flush=True)
        body = content
        if fault == "missing":
            return self.send_error(404)
        if fault == "other": body = b"\0" * len(content)
        if fault == "long": body = content + b"\0" * (1 << 20)
        if fault == "whole-only": start = 0
        if start >= len(body):
            return self.send_error(416)
        self.send_response(206 if start else 200)
        if start: self.send_header("Content-Range", f"bytes {start}-{len(body) - 1}/{len(body)}")
        self.send_header("Content-Length", str(len(body) - start))
        self.end_headers()
        if fault == "cut" and cuts.setdefault(self.path, 0) < 2:
            cuts[self.path] += 1
            self.wfile.write(body[start:start + len(body) // 3])
            self.close_connection = True
            return
        if fault == "stalled":
            self.wfile.write(body[start:start + 100])
            self.wfile.flush()
            return time.sleep(60)
        self.wfile.write(body[start:])

class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    def handle_error(self, *_): pass

server = Server(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
