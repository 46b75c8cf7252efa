/// Projects: [StrayController] finds what carries our stamp on the engine and belongs to nobody any more.
package dev.plimsoll.controllers.project;
