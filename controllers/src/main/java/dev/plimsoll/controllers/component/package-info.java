/// Components: [ComponentController] drives the instances of one component; [Definitions] says what an instance is to be made from, [ImageResolution]
/// which image a reference means, [InstanceParts] what the engine is asked for, [StepRunner] carries steps out.
package dev.plimsoll.controllers.component;
