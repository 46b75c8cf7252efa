package dev.plimsoll.model.registration;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/// A call that changes something. All texts but the names of headers and fields are templates.
public record ApiCall(
    @Doc(value = "get, post, put, patch or delete; post.", otherwise = "post") HttpMethod method,
    @Doc("Path below the API's address, such as /servers/{id}.") String path,
    @Doc("Query parameters.") Map<String, String> query,
    @Doc("Headers.") Map<String, String> headers,
    @Doc("Body, as JSON.") Optional<String> body,
    @Doc("Fields of a form, instead of a body.") Map<String, String> form,
    @Doc("Statuses that mean success; 200 to 299 when empty.") List<Integer> accept) {

    public ApiCall {
        method = Values.or(method, HttpMethod.POST);
        query = Values.map(query);
        headers = Headers.require(Values.map(headers));
        body = Values.optional(body);
        form = Values.map(form);
        accept = Statuses.require(Values.list(accept));
        Paths.require(path);
        if (body.isPresent() && !form.isEmpty()) {
            throw new InvalidValue("a call has a body or a form, not both");
        }
        if (method == HttpMethod.GET && (body.isPresent() || !form.isEmpty())) {
            throw new InvalidValue("a call by get has no body");
        }
    }

    /// A call by post with a JSON body.
    public static ApiCall post(String path, String body) {
        return new ApiCall(HttpMethod.POST, path, null, null, Optional.of(body), null, null);
    }

    /// Whether this status means success.
    public boolean accepts(int status) {
        return accept.isEmpty() ? status >= 200 && status < 300 : accept.contains(status);
    }

    void check(String name, BiConsumer<String, String> places) {
        places.accept("the path of " + name, path);
        Places.each("the query parameter of " + name, query, places);
        Places.each("the header of " + name, headers, places);
        Places.each("the field of " + name, form, places);
        body.ifPresent(text -> places.accept("the body of " + name, text));
    }
}
