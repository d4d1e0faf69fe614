#!/usr/bin/env python3
"""Looks at a node's port with the TLS of tlslite-ng, a client that does wrong what openssl can't be told to do wrong.

Runs in a folder of certificates (see run); prints one fact a line. Usage: client.py HOST:PORT
"""
import socket
import sys

import tlslite.tlsconnection as engine
from tlslite.api import HandshakeSettings, TLSConnection, X509CertChain, parsePEMKey
from tlslite.constants import AlertDescription, GroupName
from tlslite.errors import TLSAbruptCloseError, TLSError, TLSLocalAlert, TLSRemoteAlert
from tlslite.messages import CertificateVerify, ClientHello, Finished, Message
from tlslite.constants import ContentType, HandshakeType

HOST, PORT = sys.argv[1].rsplit(":", 1)
SECRET_WAIT = 0.7


def credentials(name, key=None):
    chain = X509CertChain()
    chain.parsePemList(open(name + ".leaf.pem").read() + open(name + ".rest.pem").read())
    return chain, parsePEMKey(open((key or name) + ".key.pem").read(), private=True)


def settings(**changes):
    made = HandshakeSettings()
    made.minVersion = made.maxVersion = (3, 4)
    # The node offers no compression of certificates; this library sends one nevertheless.
    made.certificate_compression_send = []
    made.certificate_compression_receive = []
    for name, value in changes.items():
        setattr(made, name, value)
    return made


class Tampering(TLSConnection):
    """A connection whose handshake messages pass through `tamper`, which gives back what is sent instead."""

    tamper = None

    def _sendMsg(self, msg, *args, **kwargs):
        for other in self.tamper(msg) if self.tamper else [msg]:
            for result in super()._sendMsg(other, *args, **kwargs):
                yield result


def connect():
    sock = socket.create_connection((HOST, int(PORT)), timeout=5)
    return Tampering(sock), sock


def until_end(connection, sock, wait):
    """What comes: how many bytes of the application, and how it ends."""
    sock.settimeout(wait)
    count = 0
    try:
        while True:
            got = connection.read(max=65536, min=1)
            if not got:
                return count, "closed"
            count += len(got)
    except socket.timeout:
        return count, "open"
    except TLSRemoteAlert as alert:
        return count, "alert " + AlertDescription.toStr(alert.description)
    except (TLSAbruptCloseError, ConnectionError, OSError):
        return count, "cut"
    except TLSError as error:
        return count, type(error).__name__


def knock(name, who=("member", None), made=None, alpn=(b"talkoot/1",), tamper=None, then=None, wait=SECRET_WAIT):
    connection, sock = connect()
    connection.tamper = tamper
    facts = []
    try:
        chain, key = credentials(*who) if who else (None, None)
        connection.handshakeClientCert(chain, key, settings=made or settings(), alpn=list(alpn) or None)
        session = connection.session
        facts.append("TLS 1.%d" % (connection.version[1] - 1))
        facts.append(connection.getCipherName())
        facts.append(GroupName.toStr(connection.ecdhCurve) if connection.ecdhCurve else "no group")
        facts.append("protocol " + (session.appProto or b"none").decode())
        facts.append("resumed" if connection.resumed else "not resumed")
        if then:
            then(connection)
        count, end = until_end(connection, sock, wait)
        facts += ["%d application bytes" % count, "%d tickets" % len(connection.tickets), end]
    except TLSRemoteAlert as alert:
        facts.append("alert " + AlertDescription.toStr(alert.description))
    except TLSLocalAlert as alert:
        facts.append("given up by the client: " + AlertDescription.toStr(alert.description))
    except (TLSAbruptCloseError, ConnectionError, OSError) as error:
        facts.append("cut")
    except (TLSError, ValueError) as error:
        facts.append(type(error).__name__)
    finally:
        sock.close()
    print("%s: %s" % (name, ", ".join(facts)), flush=True)


def all_of(generator):
    for _ in generator:
        pass


# Who is in, and who is not.
knock("the member", wait=1.5)
knock("unknown key", who=("stranger", None))
knock("no certificate", who=None)
knock("no protocol", alpn=())
knock("certificate of the member, key of another", who=("member", "alice"))

# Versions, suites, groups: one at a time.
for minor, name in [(0, "SSL 3"), (1, "TLS 1.0"), (2, "TLS 1.1"), (3, "TLS 1.2")]:
    knock("at most " + name, made=settings(minVersion=(3, 0), maxVersion=(3, minor)))
for cipher in ["aes256gcm", "chacha20-poly1305", "aes128gcm", "aes128ccm", "aes128ccm_8", "aes256ccm"]:
    knock("suite " + cipher, made=settings(cipherNames=[cipher]))
for group in ["x25519", "secp256r1", "secp384r1", "secp521r1", "x448", "brainpoolP256r1tls13"]:
    knock("group " + group, made=settings(eccCurves=[group], keyShares=[group], dhGroups=[]))
knock("group ffdhe2048", made=settings(eccCurves=[], keyShares=["ffdhe2048"], dhGroups=["ffdhe2048"]))
knock("no key share at first", made=settings(keyShares=[], eccCurves=["x25519"], dhGroups=[]))


# Messages left out, out of place, repeated.
def without(kind):
    return lambda msg: [] if isinstance(msg, kind) else [msg]


def compressing(msg):
    if isinstance(msg, ClientHello):
        msg.compression_methods = [1, 0]
    return [msg]


knock("CertificateVerify left out", tamper=without(CertificateVerify))
knock("compression offered", tamper=compressing)


def hello_again(connection):
    hello = ClientHello().create((3, 3), bytearray(32), bytearray(0), [0x1301])
    all_of(connection._sendMsg(hello, update_hashes=False))


def raw(content_type, data):
    return lambda connection: all_of(connection._sendMsg(Message(content_type, bytearray(data)), update_hashes=False))


knock("a second ClientHello (renegotiation)", then=hello_again)
knock("a HelloRequest", then=raw(ContentType.handshake, [HandshakeType.hello_request, 0, 0, 0]))
knock("EndOfEarlyData out of place", then=raw(ContentType.handshake, [5, 0, 0, 0]))
knock("an empty alert", then=raw(ContentType.alert, []))
knock("a handshake message of 16 MiB announced", then=raw(ContentType.handshake, [24, 255, 255, 255]))


def key_updates(count):
    def send(connection):
        try:
            for _ in range(count):
                all_of(connection.send_keyupdate_request(0))
        except (OSError, TLSError):
            pass  # it has closed meanwhile, which is read next
    return send


knock("10 key updates", then=key_updates(10))
knock("3,000 key updates", then=key_updates(3000), wait=3)
