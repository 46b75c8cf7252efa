/// What has to change below a prefix of an etcd so that it is level with a project's part of the directory. Pure.
///
/// Whose a key is: ours are those that hang on a [Tenure] of ours. Its number is computed from whose it is, so that nothing has to be remembered; nobody else's key can hang on it by accident.
package dev.plimsoll.planning.announcement;
