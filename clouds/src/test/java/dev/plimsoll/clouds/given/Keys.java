package dev.plimsoll.clouds.given;

import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.EdECPrivateKey;
import java.util.Arrays;
import java.util.Base64;
import net.schmizz.sshj.common.Buffer.PlainBuffer;

/// A pair of Ed25519 keys made for one test, written as ssh-keygen does (OpenSSH, PROTOCOL.key).
record Keys(KeyPair pair) {
    private static final int PUBLIC_BYTES = 32;

    static Keys fresh() {
        try {
            return new Keys(KeyPairGenerator.getInstance("Ed25519").generateKeyPair());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The file of the private key, without a passphrase.
    String secret() {
        var secret = ((EdECPrivateKey) pair.getPrivate()).getBytes().orElseThrow();
        var raw = pair.getPublic().getEncoded();
        var shown = Arrays.copyOfRange(raw, raw.length - PUBLIC_BYTES, raw.length);
        var both = Arrays.copyOf(secret, 2 * PUBLIC_BYTES);
        System.arraycopy(shown, 0, both, PUBLIC_BYTES, PUBLIC_BYTES);
        var inner = new PlainBuffer().putUInt32(7).putUInt32(7).putString("ssh-ed25519").putString(shown).putString(both).putString("test");
        for (byte padding = 1; inner.available() % 8 != 0; padding++) {
            inner.putByte(padding);
        }
        var file = new PlainBuffer().putRawBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII)).putString("none").putString("none").putString("").putUInt32(1)
            .putString(wire()).putString(inner.getCompactData());
        return "-----BEGIN OPENSSH PRIVATE KEY-----\n" + Base64.getMimeEncoder(70, new byte[] {'\n'}).encodeToString(file.getCompactData()) + "\n-----END OPENSSH PRIVATE KEY-----\n";
    }

    /// As in `authorized_keys`.
    String line() {
        return "ssh-ed25519 " + Base64.getEncoder().encodeToString(wire()) + " test";
    }

    private byte[] wire() {
        return new PlainBuffer().putPublicKey(pair.getPublic()).getCompactData();
    }
}
