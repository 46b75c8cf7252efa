package dev.plimsoll.dns.answer;

import dev.plimsoll.ports.dns.AnsweredNames;
import dev.plimsoll.ports.dns.DnsFailure;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;

/// Questions and answers over UDP and TCP on one address. Datagrams are answered one after the other; what does not fit is cut off, and asked again over TCP by whoever wants it.
public final class NameServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NameServer.class);
    private static final int LARGEST_QUESTION = 4_096;
    private static final int WITHOUT_EXTENSION = 512;
    private static final int LARGEST_ANSWER = 65_535;
    private static final int CONNECTIONS = 100;
    private static final Duration SILENCE = Duration.ofSeconds(10);

    private final Answers answers;
    private final DatagramSocket datagrams;
    private final ServerSocket streams;
    private final Semaphore free = new Semaphore(CONNECTIONS);

    private NameServer(Answers answers, DatagramSocket datagrams, ServerSocket streams) {
        this.answers = answers;
        this.datagrams = datagrams;
        this.streams = streams;
    }

    /// Begins to answer.
    ///
    /// @throws IOException when the address cannot be listened on
    public static NameServer start(InetSocketAddress address, AnsweredNames names) throws IOException {
        var streams = new ServerSocket();
        try {
            streams.bind(address);
            var server = new NameServer(new Answers(names), new DatagramSocket(new InetSocketAddress(streams.getInetAddress(), streams.getLocalPort())), streams);
            Thread.ofVirtual().name("dns-udp").start(server::receive);
            Thread.ofVirtual().name("dns-tcp").start(server::accept);
            return server;
        } catch (IOException taken) {
            streams.close();
            throw taken;
        }
    }

    /// Where it listens, with the port that was chosen when none was asked for.
    public InetSocketAddress address() {
        return new InetSocketAddress(streams.getInetAddress(), streams.getLocalPort());
    }

    @Override
    public void close() throws IOException {
        datagrams.close();
        streams.close();
    }

    private void receive() {
        var packet = new DatagramPacket(new byte[LARGEST_QUESTION], LARGEST_QUESTION);
        while (!datagrams.isClosed()) {
            try {
                packet.setLength(LARGEST_QUESTION);
                datagrams.receive(packet);
                var question = ByteBuffer.wrap(packet.getData(), packet.getOffset(), packet.getLength());
                var answer = answer(question.slice(), true);
                if (answer.isPresent()) {
                    datagrams.send(new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
                }
            } catch (SocketException ended) {
                LOG.debug("no more datagrams: {}", ended.getMessage());
            } catch (IOException unsent) {
                LOG.debug("a datagram was lost: {}", unsent.getMessage());
            }
        }
    }

    private void accept() {
        while (!streams.isClosed()) {
            try {
                free.acquire();
                var socket = streams.accept();
                Thread.ofVirtual().name("dns-tcp").start(() -> {
                    try (socket) {
                        converse(socket);
                    } catch (IOException gone) {
                        LOG.debug("a connection ended: {}", gone.getMessage());
                    } finally {
                        free.release();
                    }
                });
            } catch (IOException ended) {
                free.release();
            } catch (InterruptedException ended) {
                return;
            }
        }
    }

    private void converse(Socket socket) throws IOException {
        socket.setSoTimeout((int) SILENCE.toMillis());
        var in = new DataInputStream(socket.getInputStream());
        while (true) {
            int length = in.readUnsignedShort();
            if (length > LARGEST_QUESTION) {
                return;
            }
            var answer = answer(ByteBuffer.wrap(in.readNBytes(length)), false);
            if (answer.isEmpty()) {
                return;
            }
            socket.getOutputStream().write(ByteBuffer.allocate(answer.get().length + 2).putShort((short) answer.get().length).put(answer.get()).array());
        }
    }

    /// None for what is no question at all: whoever sent it, an answer would only help him to bother somebody else.
    private Optional<byte[]> answer(ByteBuffer question, boolean datagram) {
        Message asked;
        try {
            asked = new Message(question);
        } catch (IOException | RuntimeException noMessage) {
            return Optional.empty();
        }
        if (asked.getHeader().getFlag(Flags.QR)) {
            return Optional.empty();
        }
        Message answer;
        try {
            answer = answers.answer(asked);
        } catch (DnsFailure | IllegalStateException broken) {
            if (broken instanceof DnsFailure.Unreachable) {
                LOG.debug("not answered: {}", broken.getMessage());
            } else {
                LOG.error("a question could not be answered: {}", broken.getMessage());
            }
            answer = new Message(asked.getHeader().getID());
            answer.getHeader().setFlag(Flags.QR);
            answer.getHeader().setRcode(Rcode.SERVFAIL);
            answer.addRecord(asked.getQuestion(), Section.QUESTION);
        }
        int room = !datagram ? LARGEST_ANSWER : asked.getOPT() == null ? WITHOUT_EXTENSION : Math.clamp(asked.getOPT().getPayloadSize(), WITHOUT_EXTENSION, Answers.LARGEST_DATAGRAM);
        return Optional.of(answer.toWire(room));
    }
}
