package dev.plimsoll.ports;

/// What every engine promises that makes instances by services. An adapter's test extends this class and opens an [EngineSubject]; it then runs all parts of
/// the suite.
public abstract class ServiceEngineContract extends ContractBench implements ServiceContract, ServiceUpdateContract, ServiceInsideContract, MindingContract {}
