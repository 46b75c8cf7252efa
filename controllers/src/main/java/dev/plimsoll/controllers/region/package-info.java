/// Regions: [RegionController] asks each cloud what it is and what the credentials may do, and [Strays] finds what carries our stamp there and belongs to nobody.
package dev.plimsoll.controllers.region;
