package dev.plimsoll.registration;

import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.registration.ApiCall;
import dev.plimsoll.model.registration.RegisterApi;
import dev.plimsoll.model.registration.RegisterEntry;
import dev.plimsoll.ports.registration.Register;
import dev.plimsoll.ports.registration.RegisterFailure;
import dev.plimsoll.ports.registration.Registers;
import java.net.http.HttpRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A register behind an HTTP API.
public final class HttpRegister implements Register {
    private static final Set<Integer> ABSENT = Set.of(404, 410);

    private final Registers.Access access;
    private final RegisterApi api;
    private final Requests requests;
    private final Transport transport;
    private final Answers answers;

    private HttpRegister(Registers.Access access) {
        this.access = access;
        this.api = access.spec().calls();
        var discretion = new Discretion(access.secrets().values());
        this.requests = new Requests(access);
        this.transport = new Transport(access.spec().timeout());
        this.answers = new Answers(discretion);
    }

    /// @throws RegisterFailure.Rejected with code `InvalidRegistration` when a call cannot be made as declared
    public static HttpRegister open(Registers.Access access) {
        var register = new HttpRegister(access);
        try {
            register.rehearse();
            return register;
        } catch (RegisterFailure.Rejected unusable) {
            register.close();
            throw unusable;
        }
    }

    @Override
    public List<RegisterEntry> list() {
        var answer = transport.send("list", requests.list());
        if (api.list().none().contains(answer.statusCode())) {
            // An answer of something else at a wrong address is no list without entries.
            EntryReading.json(answer.body());
            return List.of();
        }
        answers.require("list", answer, answer.statusCode() / 100 == 2);
        return EntryReading.entries(api.list(), answer.body());
    }

    @Override
    public void add(Map<String, String> places) {
        call("add", api.add(), places);
    }

    @Override
    public void enable(RegisterEntry entry) {
        call("enable", api.enable().orElseThrow(), access.places(entry));
    }

    @Override
    public void drain(RegisterEntry entry) {
        call("drain", api.drain().orElseThrow(), access.places(entry));
    }

    @Override
    public void remove(RegisterEntry entry) {
        var answer = transport.send("remove", request("remove", api.remove(), access.places(entry)));
        answers.require("remove", answer, api.remove().accepts(answer.statusCode()) || ABSENT.contains(answer.statusCode()));
    }

    private void call(String name, ApiCall call, Map<String, String> places) {
        var answer = transport.send(name, request(name, call, places));
        answers.require(name, answer, call.accepts(answer.statusCode()));
    }

    private HttpRequest request(String name, ApiCall call, Map<String, String> places) {
        try {
            return requests.of(call, places);
        } catch (InvalidValue unfit) {
            throw new RegisterFailure.Rejected("Refused", "cannot " + name + " an entry: " + unfit.getMessage(), null);
        }
    }

    /// Each call once, with some instance's values, and nothing sent: what is wrong with a declaration is to be said before anything depends on it.
    private void rehearse() {
        var places = new HashMap<>(access.places());
        for (var name : List.of("id", "key", "address", "port", "slot", "instance")) {
            places.put(name, "1");
        }
        try {
            requests.list();
            requests.of(api.add(), places);
            api.enable().ifPresent(call -> requests.of(call, places));
            api.drain().ifPresent(call -> requests.of(call, places));
            requests.of(api.remove(), places);
        } catch (IllegalArgumentException impossible) {
            throw new RegisterFailure.Rejected("InvalidRegistration", access.registration().shortForm() + ": " + impossible.getMessage(), null);
        }
    }

    @Override
    public void close() {
        transport.close();
    }
}
