package dev.plimsoll.model;

import java.util.Map;

/// The engine's log driver for an instance.
public record Logging(@Doc("Driver, such as json-file.") String driver, @Doc("Options of the driver.") Map<String, String> options) {
    public Logging {
        driver = Values.text(driver);
        options = Values.map(options);
    }
}
