/// The control plane's HTTP API (`docs/api.md`) from the client's side: where it is ([ServerPlace]), one request at a time ([Api]), what it refuses
/// ([Problem]) and what it tells as it happens ([EventStream], [Feed]). Uses the JDK's plain URL connections, because the other
/// client costs more time to start than most commands take; [Socket] loads it for terminals only.
package dev.plimsoll.cli.http;
