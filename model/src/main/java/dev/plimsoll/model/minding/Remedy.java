package dev.plimsoll.model.minding;

/// What can be done for a cluster in trouble. Each is harmless when it is done once too often.
public sealed interface Remedy {
    /// For people: what is done, to which object.
    String sentence();

    /// Replaces all instances of a service by equal ones, by its own update policy. What belongs to the old ones goes with them: their addresses, and their places.
    ///
    /// @param service id
    record Renew(String service, String name) implements Remedy {
        @Override
        public String sentence() {
            return "replace the instances of " + name + " by equal ones";
        }
    }

    /// Hands a service the log-in that its registry wants now. Replaces nobody.
    ///
    /// @param service id
    record HandLogin(String service, String name) implements Remedy {
        @Override
        public String sentence() {
            return "give " + name + " its registry's new log-in";
        }
    }

    /// Brings the image of a service, which no registry has, to the machines that lack it. Replaces nobody.
    ///
    /// @param service id
    record BringImage(String service, String name) implements Remedy {
        @Override
        public String sentence() {
            return "bring the image of " + name + " to the machines that lack it";
        }
    }

    /// Removes configs and secrets that only former versions of a service needed. Replaces nobody.
    ///
    /// @param service id
    record RemoveFiles(String service, String name) implements Remedy {
        @Override
        public String sentence() {
            return "remove files of former versions of " + name;
        }
    }

    /// Takes all tasks from a node, which lets go of what it holds for them. It is opened again by [Open].
    ///
    /// @param node id
    record Bounce(String node, String name) implements Remedy {
        @Override
        public String sentence() {
            return "drain " + name + " for a moment";
        }
    }

    /// Lets a node that was bounced take tasks again.
    ///
    /// @param node id
    record Open(String node, String name) implements Remedy {
        @Override
        public String sentence() {
            return "let " + name + " take instances again";
        }
    }

    /// Lets a machine leave the cluster and join it again, as what it was. Managers are refused: others decide about quorum.
    ///
    /// @param node id
    record Readmit(String node, String name) implements Remedy {
        @Override
        public String sentence() {
            return "let " + name + " leave the cluster and join it again";
        }
    }
}
