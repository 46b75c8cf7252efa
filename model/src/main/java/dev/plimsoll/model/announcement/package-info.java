/// What an etcd of others holds below a prefix, and how it is to change. Shared by planners and ports.
package dev.plimsoll.model.announcement;
