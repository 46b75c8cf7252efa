package dev.plimsoll.engines.docker.wire;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.transport.SSLConfig;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Where a Docker Engine listens: `unix:///var/run/docker.sock`, or `tcp://host:2376`, with TLS when there is a context for it.
///
/// @param host unix or tcp
/// @param tls  own certificate and the authority to trust
public record DockerAddress(URI host, Optional<SSLContext> tls) {
    private static final int PLAIN_PORT = 2375;
    private static final int TLS_PORT = 2376;

    public DockerAddress {
        host = switch (String.valueOf(host.getScheme())) {
            case "unix" -> host;
            case "tcp", "http", "https" -> withPort(host, tls.isPresent());
            default -> throw new IllegalArgumentException("'" + host + "' is no address of a Docker Engine; write unix:///path or tcp://host:port");
        };
    }

    /// What the `docker` command would use: `DOCKER_HOST`, `DOCKER_CONTEXT`, `DOCKER_TLS_VERIFY` and `DOCKER_CERT_PATH`, the context
    /// of `~/.docker/config.json`, and otherwise the usual socket.
    public static DockerAddress ofEnvironment() {
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder().build();
        SSLConfig certificates = config.getSSLConfig();
        try {
            return new DockerAddress(config.getDockerHost(), certificates == null ? Optional.empty() : Optional.ofNullable(certificates.getSSLContext()));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the certificates for " + config.getDockerHost() + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /// Without TLS.
    public static DockerAddress of(String host) {
        return new DockerAddress(URI.create(host), Optional.empty());
    }

    /// @param certificates folder with `ca.pem`, `cert.pem` and `key.pem`
    public static DockerAddress of(String host, Path certificates) {
        var context = Optional.ofNullable(new LocalDirectorySSLConfig(certificates.toString()).getSSLContext());
        if (context.isEmpty()) {
            throw new IllegalArgumentException(certificates + " has no ca.pem, cert.pem and key.pem");
        }
        return new DockerAddress(URI.create(host), context);
    }

    boolean socket() {
        return host.getScheme().equals("unix");
    }

    /// Where what listens on the engine's own host is reached.
    public String hostOfInstances() {
        return socket() ? "127.0.0.1" : host.getHost();
    }

    /// For people; without credentials.
    @Override
    public String toString() {
        return socket() ? host.toString() : "tcp://" + host.getHost() + ":" + host.getPort();
    }

    private static URI withPort(URI host, boolean tls) {
        if (host.getHost() == null) {
            throw new IllegalArgumentException("'" + host + "' names no host");
        }
        int port = host.getPort() > 0 ? host.getPort() : tls ? TLS_PORT : PLAIN_PORT;
        return URI.create("tcp://" + host.getHost() + ":" + port);
    }
}
