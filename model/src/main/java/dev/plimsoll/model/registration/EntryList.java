package dev.plimsoll.model.registration;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// How the entries of a register are listed, by GET, and where in the JSON answer each thing is. Fields are names, or JSON pointers (RFC 6901) from the entry such as /server/url.
public record EntryList(
    @Doc("Path below the API's address.") String path,
    @Doc("Query parameters.") Map<String, String> query,
    @Doc("Headers.") Map<String, String> headers,
    @Doc("JSON pointer to the array of entries, such as /data/servers; the answer itself when not given. The values of an object are entries too.") String at,
    @Doc("Field by which calls name an entry; the key's when not given.") Optional<String> id,
    @Doc("Field that is compared with the registration's key.") String key,
    @Doc("Field that tells whether an entry is enabled; entries always are when not given.") Optional<String> state,
    @Doc("States of an entry that is enabled; enabled when not given.") List<String> enabled,
    @Doc("States of an entry that nothing is under way at.") List<String> idle,
    @Doc("Field with a number that is 0 when nothing is under way.") Optional<String> load,
    @Doc("Field that holds the mark {mark} of entries that are ours, when calls put it there.") Optional<String> mark,
    @Doc("Statuses that mean that there are no entries, such as 404; their answer must be JSON all the same.") List<Integer> none) {

    public EntryList {
        query = Values.map(query);
        headers = Headers.require(Values.map(headers));
        at = Values.text(at);
        id = Values.optional(id);
        state = Values.optional(state);
        enabled = Values.list(enabled).isEmpty() ? List.of("enabled") : Values.list(enabled);
        idle = Values.list(idle);
        load = Values.optional(load);
        mark = Values.optional(mark);
        none = Statuses.require(Values.list(none));
        Paths.require(path);
        if (!at.isEmpty() && !at.startsWith("/")) {
            throw new InvalidValue("at is a JSON pointer such as /data, or not given");
        }
        if (key == null || key.isEmpty()) {
            throw new InvalidValue("a list says which field is the key of an entry");
        }
    }

    /// The field by which calls name an entry.
    public String idField() {
        return id.orElse(key);
    }

    /// Whether an entry gets something new.
    public boolean enabled(RegisterEntry entry) {
        return state.isEmpty() || enabled.contains(entry.state());
    }

    /// Whether nothing is under way at an entry. What cannot be seen is under way.
    public boolean idle(RegisterEntry entry) {
        return idle.contains(entry.state()) || load.isPresent() && entry.load().matches("0+(\\.0*)?");
    }

    void check() {
        Places.list("the path of list", path);
        Places.each("the query parameter of list", query, Places::list);
        Places.each("the header of list", headers, Places::list);
    }
}
