/// Registers behind HTTP APIs whose calls are declared, and keys in an etcd. Start at [HttpRegister]: [Requests] makes requests of templates, [Transport] sends them, [EntryReading] finds the entries in an
/// answer, and [Discretion] keeps out of messages what nobody may see. [EtcdKeyspace] has fixed calls ([EtcdApi]). Every answer is hostile: bounded in size, depth, number and time.
package dev.plimsoll.registration;
