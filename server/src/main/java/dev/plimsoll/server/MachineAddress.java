package dev.plimsoll.server;

import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/// Where machines reach the control plane.
///
/// @param listen where it listens for them
/// @param told   what machines are told instead, when something lies between: `https://control.example.org:7443`
record MachineAddress(InetSocketAddress listen, Optional<String> told) {
    /// @throws IllegalArgumentException with a sentence for people
    static MachineAddress parse(String text, Optional<String> told) {
        int colon = text.lastIndexOf(':');
        if (colon < 1 || !text.substring(colon + 1).matches("[0-9]{1,5}") || Integer.parseInt(text.substring(colon + 1)) > 65_535) {
            throw new IllegalArgumentException("--machines is an address and a port of this machine, such as 10.0.0.1:7443, not '" + text + "'");
        }
        var listen = new InetSocketAddress(text.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(text.substring(colon + 1)));
        if (listen.isUnresolved()) {
            throw new IllegalArgumentException("--machines names " + text.substring(0, colon) + ", which is no address");
        }
        if (listen.getAddress().isAnyLocalAddress() && told.isEmpty()) {
            throw new IllegalArgumentException("--machines " + text + " is every address of this machine: say with --machines-reach https://ADDRESS:PORT which one machines should call");
        }
        told.ifPresent(MachineAddress::requireUrl);
        return new MachineAddress(listen, told);
    }

    /// What machines call.
    ///
    /// @param listening the address with the port that was chosen
    String url(InetSocketAddress listening) {
        var address = listening.getAddress().getHostAddress();
        return told.orElse("https://" + (address.contains(":") ? "[" + address + "]" : address) + ":" + listening.getPort());
    }

    /// Hosts and addresses that stand in the certificate shown there.
    List<String> names() {
        var own = listen.getAddress().getHostAddress();
        return told.map(url -> List.of(own, URI.create(url).getHost().replaceAll("[\\[\\]]", ""))).orElse(List.of(own));
    }

    private static void requireUrl(String url) {
        if (!url.matches("https://([A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+\\]):[0-9]{1,5}")) {
            throw new IllegalArgumentException("--machines-reach is an address such as https://control.example.org:7443, not '" + url + "'");
        }
    }
}
