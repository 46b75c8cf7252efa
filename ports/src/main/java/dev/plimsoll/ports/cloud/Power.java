package dev.plimsoll.ports.cloud;

/// What a machine is asked to do. OFF asks its system to stop and cuts the power when it does not; REBOOT likewise.
public enum Power { ON, OFF, REBOOT }
