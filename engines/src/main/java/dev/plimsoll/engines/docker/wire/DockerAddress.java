package dev.plimsoll.engines.docker.wire;

import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.LocalDirectorySSLConfig;
import com.github.dockerjava.transport.SSLConfig;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;

/// Where a Docker Engine listens: `unix:///var/run/docker.sock`, or `tcp://host:2376`, with TLS when there is a context for it.
///
/// @param host unix or tcp
/// @param tls  how to be sure of each other
public record DockerAddress(URI host, Optional<Tls> tls) {
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
            return new DockerAddress(config.getDockerHost(), certificates == null ? Optional.empty() : Optional.ofNullable(certificates.getSSLContext()).map(Tls::byName));
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException("the certificates for " + config.getDockerHost() + " cannot be used: " + unusable.getMessage(), unusable);
        }
    }

    /// Without TLS.
    public static DockerAddress of(String host) {
        return new DockerAddress(URI.create(host), Optional.empty());
    }

    /// As the `docker` command takes `-H`: with TLS when `DOCKER_TLS_VERIFY` is set, with the certificates in `DOCKER_CERT_PATH`.
    public static DockerAddress of(String host, Map<String, String> environment) {
        boolean verified = !environment.getOrDefault("DOCKER_TLS_VERIFY", "").isEmpty() && !host.startsWith("unix:");
        return verified ? of(host, Path.of(environment.getOrDefault("DOCKER_CERT_PATH", System.getProperty("user.home") + "/.docker"))) : of(host);
    }

    /// @param certificates folder with `ca.pem`, `cert.pem` and `key.pem`
    public static DockerAddress of(String host, Path certificates) {
        var context = Optional.ofNullable(new LocalDirectorySSLConfig(certificates.toString()).getSSLContext());
        if (context.isEmpty()) {
            throw new IllegalArgumentException(certificates + " has no ca.pem, cert.pem and key.pem");
        }
        return new DockerAddress(URI.create(host), context.map(Tls::byName));
    }

    /// One whose context knows by itself who may answer there.
    public static DockerAddress known(String host, SSLContext context) {
        return new DockerAddress(URI.create(host), Optional.of(new Tls(context, false)));
    }

    /// @param context own certificate and whom to trust
    /// @param named   whether the other side's certificate must also name the host that was called; where it does not, the context itself accepts one other side only
    public record Tls(SSLContext context, boolean named) {
        static Tls byName(SSLContext context) {
            return new Tls(context, true);
        }
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
