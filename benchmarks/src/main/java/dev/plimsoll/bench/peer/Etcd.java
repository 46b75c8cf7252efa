package dev.plimsoll.bench.peer;

import dev.plimsoll.bench.run.Command;
import dev.plimsoll.bench.run.Site;
import dev.plimsoll.bench.run.Waiting;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// One etcd member with its data on the benchmark's disk and its settings as they come, spoken to in its own protocol: gRPC with the messages of
/// `etcdserverpb` (rpc.proto of etcd 3.4). The few fields needed are encoded by hand, which is cheaper than generated code would be.
public final class Etcd {
    private static final Duration LIMIT = Duration.ofSeconds(30);
    /// Connections the writers share, so that no single one is the bottleneck.
    private static final int CONNECTIONS = 4;
    private static final MethodDescriptor<byte[], byte[]> PUT = MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(MethodDescriptor.MethodType.UNARY).setFullMethodName("etcdserverpb.KV/Put")
        .setRequestMarshaller(new Bytes()).setResponseMarshaller(new Bytes()).build();

    private final String address;
    private final List<ManagedChannel> channels = new ArrayList<>();

    private Etcd(int port) {
        this.address = "127.0.0.1:" + port;
        for (int i = 0; i < CONNECTIONS; i++) {
            channels.add(NettyChannelBuilder.forAddress("127.0.0.1", port).usePlaintext().build());
        }
    }

    /// Starts one and waits until it takes connections.
    public static Etcd start(Site site) {
        int port = Site.freePort();
        var client = "http://127.0.0.1:" + port;
        var peer = "http://127.0.0.1:" + Site.freePort();
        var process = Command.of("etcd", "--name", "bench", "--data-dir", site.made("etcd").toString(), "--listen-client-urls", client,
            "--advertise-client-urls", client, "--listen-peer-urls", peer, "--initial-advertise-peer-urls", peer, "--initial-cluster", "bench=" + peer)
            .start(site.folder().resolve("etcd.log"));
        site.cleanup().later(() -> {
            process.destroy();
            process.waitFor();
        });
        Waiting.until("etcd answers", LIMIT, Duration.ofMillis(50), () -> answers(port));
        var etcd = new Etcd(port);
        site.cleanup().later(() -> etcd.channels.forEach(ManagedChannel::shutdownNow));
        Waiting.until("etcd writes", LIMIT, Duration.ofMillis(100), etcd::writes);
        return etcd;
    }

    /// Puts a value; returns when etcd has acknowledged it.
    public void put(int writer, String key, byte[] value) {
        var request = new ByteArrayOutputStream(value.length + 64);
        field(request, 1, key.getBytes(StandardCharsets.UTF_8));
        field(request, 2, value);
        ClientCalls.blockingUnaryCall(channels.get(writer % CONNECTIONS), PUT, CallOptions.DEFAULT, request.toByteArray());
    }

    /// What etcd's own tool measures, with hundreds of clients: writes a second.
    public double ownCheck() {
        var said = Command.of("etcdctl", "--endpoints", address, "check", "perf", "--load=xl").given("ETCDCTL_API", "3").within(Duration.ofMinutes(3)).run();
        var throughput = Pattern.compile("(?:Throughput is|Throughput too low:) ([\\d,]+) writes/s").matcher(said.out());
        if (!throughput.find()) {
            throw new Command.Failed("etcdctl check perf said: " + said.out() + said.err());
        }
        return Double.parseDouble(throughput.group(1).replace(",", ""));
    }

    private boolean writes() {
        try {
            put(0, "ready", new byte[1]);
            return true;
        } catch (io.grpc.StatusRuntimeException notYet) {
            return false;
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress("127.0.0.1", port), 1000);
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    /// A field of bytes in the encoding of Protocol Buffers: tag, length, content.
    private static void field(ByteArrayOutputStream message, int number, byte[] content) {
        message.write(number << 3 | 2);
        for (int rest = content.length; ; rest >>>= 7) {
            if (rest < 0x80) {
                message.write(rest);
                break;
            }
            message.write(rest & 0x7f | 0x80);
        }
        message.writeBytes(content);
    }

    /// Messages as they are on the wire.
    private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
        @Override
        public InputStream stream(byte[] message) {
            return new ByteArrayInputStream(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
            try {
                return stream.readAllBytes();
            } catch (IOException impossible) {
                throw new UncheckedIOException(impossible);
            }
        }
    }
}
