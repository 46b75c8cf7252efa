package dev.plimsoll.model.registration;

import java.util.List;
import java.util.Optional;

/// APIs whose calls are known.
public enum Preset {
    /// Scalelite's management API (https://github.com/blindsidenetworks/scalelite/blob/master/docs/api-README.md). The registration's secret has the entries `api` (Scalelite's LOADBALANCER_SECRET)
    /// and `server` (the shared secret of the BigBlueButton servers). Servers are added disabled. One that is cordoned gets no new meetings; Scalelite's poller disables it when the last one has ended.
    /// A list without servers is answered with 404. The tag of a server steers meetings, so it can bear no mark.
    SCALELITE(new RegisterApi(
        Optional.of(new ApiAuthentication(AuthenticationType.CHECKSUM, "api", null, null)),
        new EntryList("/scalelite/api/getServers", null, null, "", Optional.of("id"), "url", Optional.of("state"), List.of("enabled"), List.of("disabled"), Optional.of("load"), null, List.of(404)),
        ApiCall.post("/scalelite/api/addServer", "{\"server\": {\"url\": {key}, \"secret\": {secret.server}}}"),
        Optional.of(ApiCall.post("/scalelite/api/updateServer", "{\"id\": {id}, \"server\": {\"state\": \"enable\"}}")),
        Optional.of(ApiCall.post("/scalelite/api/updateServer", "{\"id\": {id}, \"server\": {\"state\": \"cordon\"}}")),
        ApiCall.post("/scalelite/api/deleteServer", "{\"id\": {id}}")));

    private final RegisterApi api;

    Preset(RegisterApi api) {
        this.api = api;
    }

    public RegisterApi api() {
        return api;
    }
}
