package dev.plimsoll.engines.docker.wire;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/// Output of a process without a terminal: frames of a header of 8 bytes (stream, three zeros, length as big-endian 32-bit
/// number) and content. Source: Engine API, "Attach to a container", stream format.
public final class Frames {
    private static final int STANDARD_ERROR = 2;
    /// Frames of the engine are at most some 32 KiB; anything longer is not a frame.
    private static final int LONGEST = 16 << 20;

    private Frames() {}

    /// Hands over each frame until the end of the stream.
    public static void read(InputStream in, Sink sink) throws IOException {
        var frames = new DataInputStream(in);
        while (true) {
            int stream = frames.read();
            if (stream < 0) {
                return;
            }
            try {
                frames.skipNBytes(3);
                int length = frames.readInt();
                if (stream > STANDARD_ERROR || length < 0 || length > LONGEST) {
                    throw new IOException("the engine's output is not in frames");
                }
                var content = new byte[length];
                frames.readFully(content);
                sink.frame(stream == STANDARD_ERROR, content);
            } catch (EOFException cut) {
                return;
            }
        }
    }

    /// Gets frames.
    @FunctionalInterface
    public interface Sink {
        void frame(boolean error, byte[] content) throws IOException;
    }
}
