package dev.plimsoll.model.registration;

import dev.plimsoll.model.Doc;
import dev.plimsoll.model.InvalidValue;
import dev.plimsoll.model.Values;
import java.util.Optional;

/// The calls of an API that keeps a register. What a call did is seen in the list, and nowhere else.
public record RegisterApi(
    @Doc("How calls show that they may be made; not at all when not given.") Optional<ApiAuthentication> authentication,
    @Doc("How entries are listed.") EntryList list,
    @Doc("Adds an entry for an instance.") ApiCall add,
    @Doc("Lets an entry get something new, once its instance is ready; added is enabled when not given.") Optional<ApiCall> enable,
    @Doc("Lets an entry get nothing new, before its instance is stopped.") Optional<ApiCall> drain,
    @Doc("Removes an entry.") ApiCall remove) {

    public RegisterApi {
        authentication = Values.optional(authentication);
        enable = Values.optional(enable);
        drain = Values.optional(drain);
        if (list == null || add == null || remove == null) {
            throw new InvalidValue("an api says how to list, add and remove entries");
        }
        if ((enable.isPresent() || drain.isPresent()) && list.state().isEmpty()) {
            throw new InvalidValue("with enable or drain, list says which field is an entry's state: there it is seen whether they helped");
        }
        list.check();
        add.check("add", Places::add);
        enable.ifPresent(call -> call.check("enable", Places::entry));
        drain.ifPresent(call -> call.check("drain", Places::entry));
        remove.check("remove", Places::entry);
    }
}
