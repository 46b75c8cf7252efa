package dev.plimsoll.model.registration;

/// Hashes that checksums of calls are made with.
public enum ChecksumAlgorithm {
    SHA1("SHA-1"), SHA256("SHA-256"), SHA384("SHA-384"), SHA512("SHA-512");

    private final String standardName;

    ChecksumAlgorithm(String standardName) {
        this.standardName = standardName;
    }

    /// As the Java platform calls it.
    public String standardName() {
        return standardName;
    }
}
