"""What the demo's sessions taught: (learned, would do differently, codes of themes)."""

LEARNINGS = (
    (
        "Empezar con el recibo de pago de cada quien abrió la plática mejor que la presentación.",
        "Traer recibos de muestra: no todas las personas quieren enseñar el suyo.",
        ["metodo", "materiales"],
    ),
    (
        "Casi nadie sabía que el contrato colectivo puede pedirse por escrito y que es público.",
        "Dejar diez minutos más para redactar juntos la solicitud.",
        ["contrato-colectivo"],
    ),
    (
        "En grupos sólo de mujeres se habló de acoso sin que nadie lo preguntara.",
        "Tener a la mano a dónde acudir antes de empezar, y una segunda facilitadora.",
        ["acoso-y-violencia", "metodo"],
    ),
    (
        "El simulacro de voto aclaró el secreto mejor que la explicación.",
        "",
        ["voto"],
    ),
    (
        "Varias personas pidieron que no quedara nada escrito con el nombre de la planta.",
        "Decir desde el principio que no se pasa lista y que la hoja sólo lleva números.",
        ["miedo-a-represalias"],
    ),
    (
        "El salón de la colonia funciona mejor que un café: nadie de la empresa pasa por ahí.",
        "Llegar media hora antes: las sillas se acomodan en círculo.",
        ["materiales", "miedo-a-represalias"],
    ),
    (
        "La tabla de plazos de la conciliación se entendió cuando la contamos como una historia.",
        "Imprimir la tabla en grande; desde atrás no se leía.",
        ["conciliacion", "materiales"],
    ),
    (
        "",
        "Cortar la segunda actividad cuando el grupo sale de turno de noche: ya no hay energía.",
        ["metodo"],
    ),
    (
        "Las personas delegadas ayudaron a las nuevas sin que se los pidiéramos.",
        "Formar las parejas así desde el inicio.",
        ["metodo"],
    ),
    (
        "La doble jornada salió como la primera razón para no ir a las asambleas.",
        "Ofrecer cuidado de niñas y niños y avisarlo en la invitación.",
        ["cuidados"],
    ),
    (
        "Negociar en el simulacro con papeles cambiados hizo ver qué pregunta la empresa.",
        "",
        ["contrato-colectivo", "metodo"],
    ),
    (
        "Preguntaron varias veces qué pasa si el sindicato no entrega el resultado del voto.",
        "Poner esa pregunta en la lección; hoy sólo está en la guía.",
        ["voto", "contrato-colectivo"],
    ),
)
