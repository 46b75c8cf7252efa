/// What people ask of clouds and engines by hand: what credentials may do, what belongs to nobody, the image of local machines. Carried out by [dev.plimsoll.api.plane.Survey].
package dev.plimsoll.api.survey;
