package dev.plimsoll.clouds.openstack.wire;

/// The services that are asked, with what the catalogue calls them.
public enum Service {
    /// Nova. Some catalogues add the project to its address, which requests do not need.
    COMPUTE("compute") {
        @Override
        String versioned(String address) {
            return address.replaceFirst("(/v2(\\.\\d+)?)(/.*)?$", "$1");
        }
    },
    /// Neutron.
    NETWORK("network") {
        @Override
        String versioned(String address) {
            return address.endsWith("/v2.0") ? address : address + "/v2.0";
        }
    },
    /// Glance.
    IMAGE("image") {
        @Override
        String versioned(String address) {
            return address.replaceFirst("/v[12](\\.\\d+)?$", "") + "/v2";
        }
    };

    private final String word;

    Service(String word) {
        this.word = word;
    }

    public String word() {
        return word;
    }

    /// Where its requests begin: catalogues name it with a version or without.
    ///
    /// @param address as in the catalogue, without a slash at its end
    abstract String versioned(String address);
}
