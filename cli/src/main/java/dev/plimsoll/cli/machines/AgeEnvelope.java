package dev.plimsoll.cli.machines;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.interfaces.XECPublicKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.XECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.HKDFParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// Closes a text so that only the holder of one key can read it, in the format of the program `age` (https://age-encryption.org/v1): `age -d -i key.txt FILE` opens it.
public final class AgeEnvelope {
    private static final int CHUNK = 64 << 10;
    private static final int KEY_BYTES = 32;
    private static final Base64.Encoder BASE64 = Base64.getEncoder().withoutPadding();

    private final byte[] recipient;
    private final SecureRandom random;

    /// @param recipient a public key of `age-keygen`, such as `age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p`
    /// @throws IllegalArgumentException when it is none
    public AgeEnvelope(String recipient, SecureRandom random) {
        this.recipient = Bech32.decoded("age", recipient);
        this.random = random;
        if (this.recipient.length != KEY_BYTES) {
            throw new IllegalArgumentException("it is no public key of age-keygen");
        }
    }

    public byte[] closed(byte[] text) {
        try {
            var fileKey = bytes(16);
            var header = "age-encryption.org/v1\n" + stanza(fileKey) + "---";
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(derived(fileKey, new byte[0], "header"), "HmacSHA256"));
            var nonce = bytes(16);
            var out = new ByteArrayOutputStream();
            out.writeBytes((header + " " + BASE64.encodeToString(mac.doFinal(ascii(header))) + "\n").getBytes(StandardCharsets.US_ASCII));
            out.writeBytes(nonce);
            chunks(text, derived(fileKey, nonce, "payload"), out);
            return out.toByteArray();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// The file's key, wrapped for the recipient with a key that only the two can work out.
    private String stanza(byte[] fileKey) throws GeneralSecurityException {
        var own = KeyPairGenerator.getInstance("X25519").generateKeyPair();
        var agreement = KeyAgreement.getInstance("X25519");
        agreement.init(own.getPrivate());
        agreement.doPhase(KeyFactory.getInstance("X25519").generatePublic(new XECPublicKeySpec(NamedParameterSpec.X25519, new BigInteger(1, turned(recipient)))), true);
        var share = littleEndian(((XECPublicKey) own.getPublic()).getU());
        var salt = ByteBuffer.allocate(2 * KEY_BYTES).put(share).put(recipient).array();
        var wrapped = sealed(derived(agreement.generateSecret(), salt, "age-encryption.org/v1/X25519"), new byte[12], fileKey);
        return "-> X25519 " + BASE64.encodeToString(share) + "\n" + BASE64.encodeToString(wrapped) + "\n";
    }

    /// Pieces of 64 KiB, numbered, the last one marked: none can be left out or moved.
    private static void chunks(byte[] text, byte[] key, ByteArrayOutputStream out) throws GeneralSecurityException {
        int count = Math.max(1, (text.length + CHUNK - 1) / CHUNK);
        for (int i = 0; i < count; i++) {
            var nonce = ByteBuffer.allocate(12).putInt(0).putInt(0).putInt(0).array();
            System.arraycopy(ByteBuffer.allocate(Long.BYTES).putLong(i).array(), 0, nonce, 3, Long.BYTES);
            nonce[11] = (byte) (i == count - 1 ? 1 : 0);
            out.writeBytes(sealed(key, nonce, Arrays.copyOfRange(text, i * CHUNK, Math.min(text.length, (i + 1) * CHUNK))));
        }
    }

    private static byte[] sealed(byte[] key, byte[] nonce, byte[] text) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("ChaCha20-Poly1305");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "ChaCha20"), new IvParameterSpec(nonce));
        return cipher.doFinal(text);
    }

    /// HKDF (RFC 5869) with SHA-256.
    private static byte[] derived(byte[] secret, byte[] salt, String use) throws GeneralSecurityException {
        return KDF.getInstance("HKDF-SHA256").deriveData(HKDFParameterSpec.ofExtract().addIKM(secret).addSalt(salt).thenExpand(ascii(use), KEY_BYTES));
    }

    private byte[] bytes(int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] littleEndian(BigInteger number) {
        var big = number.toByteArray();
        var turned = turned(big);
        return Arrays.copyOf(turned, KEY_BYTES);
    }

    private static byte[] turned(byte[] bytes) {
        var turned = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            turned[i] = bytes[bytes.length - 1 - i];
        }
        return turned;
    }
}
