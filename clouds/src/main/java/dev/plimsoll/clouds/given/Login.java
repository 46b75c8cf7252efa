package dev.plimsoll.clouds.given;

import com.hierynomus.sshj.key.KeyAlgorithms;
import dev.plimsoll.model.outside.SecretText;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.schmizz.keepalive.KeepAliveProvider;
import net.schmizz.sshj.Config;
import net.schmizz.sshj.DefaultConfig;
import net.schmizz.sshj.SSHClient;
import net.schmizz.sshj.common.LoggerFactory;
import net.schmizz.sshj.common.SSHRuntimeException;
import net.schmizz.sshj.common.SecurityUtils;
import net.schmizz.sshj.userauth.keyprovider.KeyProvider;
import net.schmizz.sshj.userauth.password.PasswordUtils;
import org.slf4j.Logger;
import org.slf4j.helpers.NOPLogger;

/// A key to log in with, and how this side speaks SSH: Ed25519 and RSA keys, with the JDK's own cryptography.
record Login(KeyProvider key, Config config) {
    private static final Duration ALIVE = Duration.ofSeconds(20);

    static {
        // Else it would put another provider of cryptography before the JDK's, for the whole process.
        SecurityUtils.setRegisterBouncyCastle(false);
        SecurityUtils.setSecurityProvider(null);
    }

    /// @throws IllegalArgumentException with a sentence, and without the key
    static Login of(SecretText key, Optional<SecretText> passphrase) {
        var config = new DefaultConfig();
        config.setLoggerFactory(new Silent());
        config.setKeepAliveProvider(KeepAliveProvider.KEEP_ALIVE);
        config.setKeyAlgorithms(List.of(KeyAlgorithms.EdDSA25519(), KeyAlgorithms.RSASHA512(), KeyAlgorithms.RSASHA256()));
        try (var client = new SSHClient(config)) {
            var provider = client.loadKeys(key.reveal(), null, passphrase.map(words -> PasswordUtils.createOneOff(words.reveal().toCharArray())).orElse(null));
            provider.getPrivate();
            return new Login(provider, config);
        } catch (IOException | SSHRuntimeException unreadable) {
            throw new IllegalArgumentException("it is no Ed25519 or RSA private key as ssh-keygen writes them, or the passphrase is not its own");
        }
    }

    /// A client that has not connected yet.
    SSHClient client() {
        var client = new SSHClient(config);
        client.getConnection().setTimeoutMs((int) ALIVE.toMillis());
        client.getConnection().getKeepAlive().setKeepAliveInterval((int) ALIVE.toSeconds());
        return client;
    }

    /// Without the key.
    @Override
    public String toString() {
        return "Login";
    }

    /// What goes wrong is told by failures.
    private static final class Silent implements LoggerFactory {
        @Override
        public Logger getLogger(String name) {
            return NOPLogger.NOP_LOGGER;
        }

        @Override
        public Logger getLogger(Class<?> type) {
            return NOPLogger.NOP_LOGGER;
        }
    }
}
